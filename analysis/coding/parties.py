"""Between whom: the two parties of a document, and whose official text it is."""

from __future__ import annotations

from collections import Counter

from analysis.coding.coding import Coding
from analysis.lexicon import Lexicon, words_of

HOSTILE = ("ASSAULT", "COERCE", "ACCUSE", "RETREAT", "AGREE", "THREATEN")
FOUGHT = ("ASSAULT", "COERCE")
# what speaks for a pair: standing against each other, fighting, being called on together, being known to fight
STANDS, TOGETHER, KNOWN = 2, 1, 1
WEIGHTS = {"ASSAULT": 3}


def publisher_voice(publisher: str, lexicon: Lexicon) -> str:
    """Who "we" is in an official text: the state or organisation its publisher belongs to, "" for media."""
    words = words_of(publisher)
    for length in range(len(words), 0, -1):
        for i in range(len(words) - length + 1):
            for _, alias in lexicon.names.get(words[i : i + length], ()):
                actor = lexicon.actor(alias.actor_id)
                if actor and actor.kind != "media":
                    return actor.rollup_id
    return ""


def opposed(
    codings: list[Coding],
    wanted: tuple[str, ...],
    sides: dict[str, str],
    known: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[str, ...]:
    """The two codes that stand against each other in a document, sorted; () if none do.

    `wanted` are the parties of the case: they are taken if the document speaks of one of them. Else the pair counts
    most that fights, accuses, agrees, or is called on together; a pair known to fight (`known`) counts for more, and a
    pair only once called on together is none.
    """
    counts: Counter = Counter()
    for coding in codings:
        against = (
            [(a, b) for a in coding.cast.source for b in coding.cast.target if b.resolution != "inferred"]
            if coding.event_type in HOSTILE
            else []
        )
        told = coding.cast.target if coding.event_type in ("REQUEST", "ACCUSE", "CONSULT") else ()
        together = [
            (a, b) for k, a in enumerate(told) for b in told[k + 1 :]
        ]  # "urged A and B": the two a mediator speaks to
        for found, weight in ((against, WEIGHTS.get(coding.event_type, STANDS)), (together, TOGETHER)):
            pairs = {tuple(sorted((sides.get(a.state, a.state), sides.get(b.state, b.state)))) for a, b in found}
            counts.update({pair: weight for pair in pairs if pair[0] != pair[1]})
    named = {sides.get(code, code) for coding in codings for code in coding.cast.states}
    if len(wanted) == 2 and named & set(wanted):
        return tuple(sorted(wanted))
    counts.update({pair: KNOWN for pair in counts if pair in known or _inner(*pair)})
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return best[0][0] if best and best[0][1] > TOGETHER else ()


def rivals(
    codings: list[Coding],
    pair: tuple[str, ...],
    sides: dict[str, str],
    named: Counter,
    fighting: frozenset[tuple[str, str]],
) -> dict[str, str]:
    """Whom each code stands against in a document: the other party, or whom it fights most.

    A code counted with one of the pair (`sides`) has the other for its rival. Where the text does not
    show somebody fighting a code twice, it is the one of its known opponents (`fighting`) the document names most often.
    """
    counts: dict[str, Counter] = {}
    for coding in codings:
        if coding.event_type not in FOUGHT:
            continue
        for a in coding.cast.source:
            for b in coding.cast.target:
                if a.state != b.state and "inferred" not in (a.resolution, b.resolution):
                    counts.setdefault(a.state, Counter())[b.state] += 1
                    counts.setdefault(b.state, Counter())[a.state] += 1
    found = {}
    for code in sorted({*named, *counts}):
        met = counts.get(code, Counter())
        known = [other for pair in fighting if code in pair for other in pair if other != code and named[other]]
        often = [other for other in met if met[other] >= 2] or known
        if often:
            found[code] = min(often, key=lambda other: (-met[other], -named[other], other))
    if len(pair) == 2:
        found.update({pair[0]: pair[1], pair[1]: pair[0]})
        found.update({code: found[side] for code, side in sides.items() if side in pair})
    return found


def _inner(a: str, b: str) -> bool:
    """A state and the armed group within it that the text only describes."""
    return f"{a}_ARMED_GROUP" == b or f"{b}_ARMED_GROUP" == a
