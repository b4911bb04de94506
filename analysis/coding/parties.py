"""Between whom: the two parties of a document, and whose official text it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.coding.coding import Coding
from analysis.coding.setting import ARMED
from analysis.lexicon import Lexicon, words_of

FOUGHT = ("ASSAULT", "COERCE")
# what a row speaks for its two sides standing against each other
WEIGHTS = {"ASSAULT": 3, "COERCE": 2, "ACCUSE": 2, "THREATEN": 2, "RETREAT": 1}
TOGETHER = 1  # being called on, accused or met together
LEAST = 3  # what a pair not known to fight must reach
KNOWN = 3  # the start a pair known to fight has, beside how often the text names the one it names less
MOST_NAMED = 12
OFTEN = 2
MINOR = 15  # whoever is named this many times less often than the most named is mentioned by the way


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
    named: Counter | None = None,
    official: str = "",
) -> tuple[str, ...]:
    """The two codes that stand against each other in a document, sorted; () if none do.

    `wanted` are the parties of the case: they are taken if the document speaks of one of them. Else the pair counts
    most that fights, accuses, threatens, or is called on together. A pair known to fight (`known`), and a state with the
    armed group within it, start ahead of the others where the document names both (`named`: code -> times); another pair
    must be told to fight: talks, accords and a single reproach make nobody a party, and no words make one of the state
    whose own text this is (`official`).
    """
    named = named or Counter()
    counts: Counter = Counter()
    for coding in codings:
        weight = WEIGHTS.get(coding.event_type, 0)
        against = [(a, b) for a in coding.cast.source for b in coding.cast.target if b.resolution != "inferred"]
        told = coding.cast.target if coding.event_type in ("REQUEST", "ACCUSE", "CONSULT") else ()
        together = [(a, b) for k, a in enumerate(told) for b in told[k + 1 :]]
        for found, points in ((against, weight), (together, TOGETHER)):
            pairs = {tuple(sorted((sides.get(a.state, a.state), sides.get(b.state, b.state)))) for a, b in found}
            counts.update({pair: points for pair in pairs if points and pair[0] != pair[1]})
    spoken_of = {sides.get(code, code) for coding in codings for code in coding.cast.states}
    if len(wanted) == 2 and spoken_of & set(wanted):
        return tuple(sorted(wanted))
    groups = {code for pair in counts for code in pair} | set(named)
    counted_as = lambda pair: tuple(sorted(sides.get(code, code) for code in pair))  # noqa: E731
    inner = {tuple(sorted((code, f"{code}{ARMED}"))) for code in groups if f"{code}{ARMED}" in groups}
    for pair in sorted({*known, *inner}):
        least = min(named[pair[0]], named[pair[1]])
        told = pair in inner and counts[pair] > 0
        if told or least * MINOR >= max(named.values(), default=0) > 0:
            counts[counted_as(pair)] += KNOWN + min(least, MOST_NAMED)
    if official:
        fought = {counted_as(pair) for pair in _fights(codings)}
        counts = Counter({pair: n for pair, n in counts.items() if official not in pair or pair in fought | known})
    best = sorted(counts.items(), key=lambda item: (-item[1], -named[item[0][0]] - named[item[0][1]], item[0]))
    return best[0][0] if best and best[0][1] >= LEAST else ()


def _fights(codings: list[Coding]) -> Iterator[tuple[str, str]]:
    """Who is told to use force against whom, once for each telling."""
    for coding in codings:
        if coding.event_type in FOUGHT:
            for a in coding.cast.source:
                for b in coding.cast.target:
                    if a.state != b.state and "inferred" not in (a.resolution, b.resolution):
                        yield a.state, b.state


def opponents(
    codings: list[Coding], sides: dict[str, str], fighting: frozenset[tuple[str, str]], named: Counter
) -> dict[str, frozenset[str]]:
    """Whom each code can stand against in a document: whom it is known to fight, and the armed group within it that is
    told to fight there; not who is counted with another (`sides`)."""
    found: dict[str, set[str]] = {}
    told = {tuple(sorted(pair)) for pair in _fights(codings)}
    known = {pair for pair in fighting if named[pair[0]] and named[pair[1]]}
    for a, b in sorted({*known, *(pair for pair in told if f"{pair[0]}{ARMED}" == pair[1])}):
        if a != b and not {a, b} & set(sides):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return {code: frozenset(codes) for code, codes in found.items()}


def behind(fighting: frozenset[tuple[str, str]], named: Counter, lexicon: Lexicon) -> dict[str, str]:
    """An entity whose statehood is disputed -> the state that has the same opponent and is named half as often or more.

    The fighting of both is counted with that state, as a case says it in its `sides`.
    """
    found: dict[str, str] = {}
    for a, b in sorted(fighting):
        for entity, foe in ((a, b), (b, a)):
            actor = lexicon.actor(entity)
            if actor is None or actor.kind != "contested_entity":
                continue
            allies = {code for pair in fighting if foe in pair and entity not in pair for code in pair if code != foe}
            states = [code for code in allies if (state := lexicon.actor(code)) and state.kind == "state"]
            best = min(states, key=lambda code: (-named[code], code), default="")
            if best and named[entity] and 2 * named[best] >= named[entity]:
                found[entity] = best
    return found


def rivals(
    codings: list[Coding],
    pair: tuple[str, ...],
    sides: dict[str, str],
    named: Counter,
    fighting: frozenset[tuple[str, str]],
) -> dict[str, str]:
    """Whom each code stands against in a document: the other party, or whom it fights most.

    A code counted with one of the pair (`sides`) has the other for its rival. Where the text does not
    show somebody fighting a code twice, it is the one of its known opponents (`fighting`) the document names most often,
    or the armed group within that is told to fight as often.
    """
    counts: dict[str, Counter] = {}
    for a, b in _fights(codings):
        counts.setdefault(a, Counter())[b] += 1
        counts.setdefault(b, Counter())[a] += 1
    found = {}
    for code in sorted({*named, *counts}):
        met = counts.get(code, Counter())
        known = [other for pair in fighting if code in pair for other in pair if other != code and named[other]]
        inner = [f"{code}{ARMED}"] if met[f"{code}{ARMED}"] else []
        often = [other for other in met if met[other] >= OFTEN] or [*known, *inner]
        if often:
            found[code] = min(often, key=lambda other: (-met[other], other not in inner, -named[other], other))
    if len(pair) == 2:
        within = lambda a, b: found.get(a) == f"{a}{ARMED}" and counts.get(a, Counter())[b] < OFTEN  # noqa: E731
        found |= {a: b for a, b in (pair, pair[::-1]) if not within(a, b)}
        found.update({code: found[side] for code, side in sides.items() if side in pair})
    return found
