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


def beside(event_id: str, told_in: Mapping[str, Iterable[str]], papers: Mapping[str, list]) -> tuple[str, ...]:
    """The other events told in the articles of an event, by the distance of their nearest sentences, then id.

    `told_in`: event_id -> sentences; `papers`: what by_article gives.
    """
    near: dict[str, int] = {}
    for sentence in sorted(told_in.get(event_id, ())):
        article, _, number = sentence.partition("#")
        for other_number, other in papers.get(article, ()):
            if other != event_id:
                apart = abs(other_number - int(number))
                near[other] = min(apart, near.get(other, apart))
    return tuple(sorted(near, key=lambda other: (near[other], other)))


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
