"""Which act speaks of which event, from the codings that tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.measures.records import codes

ACCUSATION = "ACCUSE"
ASSUMED = "inferred_party"  # the coder's rule, in codings.rules


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


def accusers(events: Iterable, about: Mapping[str, Iterable[str]], told_in: Mapping[str, Iterable[str]]) -> dict:
    """event_id -> who accuses somebody of it: of what an accusation speaks of, and of what is only told in sentences in
    which somebody accuses somebody else (not the accusation itself)."""
    acts = {event.event_id: set(acting(event)) for event in events if event.event_type == ACCUSATION}
    found = {content: {act for act in speaking if act in acts} for content, speaking in about.items()}
    in_sentence = defaultdict(set)
    for act in acts:
        for sentence in told_in.get(act, ()):
            in_sentence[sentence].add(act)
    for event_id, sentences in told_in.items():
        if event_id not in acts and sentences and all(sentence in in_sentence for sentence in sentences):
            found.setdefault(event_id, set()).update(*(in_sentence[sentence] for sentence in sentences))
    return {e: frozenset().union(*(acts[act] for act in speaking)) for e, speaking in found.items() if speaking}


def acting(event) -> tuple[str, ...]:
    """Who does it: the sources, of a mutual act both sides."""
    return codes(event.source) + (codes(event.target) if event.direction == "mutual" else ())


def assumed(codings: Iterable, mentions: Iterable) -> frozenset[str]:
    """The events in every telling of which the coder had to assume who took part ("the conversation")."""
    rules = {row.coding_id: row.rules.split() for row in codings}
    told = defaultdict(list)
    for row in mentions:
        told[row.event_id].append(ASSUMED in rules.get(row.coding_id, ()))
    return frozenset(event_id for event_id, guesses in told.items() if all(guesses))


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
