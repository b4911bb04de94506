"""Which act speaks of which event, from the codings that tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def by_article(told_in: Mapping[str, Iterable[str]]) -> dict[str, list[tuple[int, str]]]:
    """Article -> (number of the sentence, event told there). `told_in`: event_id -> sentences."""
    found = defaultdict(list)
    for event_id, sentences in told_in.items():
        for sentence in sentences:
            article, _, number = sentence.partition("#")
            found[article].append((int(number), event_id))
    return found


def beside(sentence_id: str, told: Mapping[str, list[tuple[int, str]]]) -> tuple[str, ...]:
    """The events told in the article of a sentence, by the distance of their nearest sentence, then id. `told`:
    what by_article gives."""
    article, _, number = sentence_id.partition("#")
    near = sorted((abs(other - int(number)), event_id) for other, event_id in told.get(article, ()))
    return tuple(dict.fromkeys(event_id for _, event_id in near))


def acts_about(codings: Iterable, mentions: Iterable) -> dict[str, tuple[str, ...]]:
    """event_id -> the ids of the events that speak of it (a refusal of talks, a demand for a cease-fire), sorted."""
    told = {row.coding_id: row.event_id for row in mentions}
    found = defaultdict(set)
    for row in codings:
        if row.about_coding_id and row.about_coding_id in told and row.coding_id in told:
            act, content = told[row.coding_id], told[row.about_coding_id]
            if act != content:
                found[content].add(act)
    return {content: tuple(sorted(acts)) for content, acts in sorted(found.items())}
