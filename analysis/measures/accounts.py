"""One event from the codings that tell it: status, sides, claimants, certainty, scores, address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import networkx as nx

from analysis.measures.ontology import Ontology
from analysis.measures.parties import Camps
from analysis.measures.records import codes, joined
from analysis.measures.tellings import BATTLE, NARRATOR, UNSPEC, Telling, ordinal

# what a day's latest word is where a day has several: the stronger says more of what became of the plan
OPEN_STATUSES = ("planned", "declined", "not_occurred")


@dataclass(frozen=True)
class Account:
    """What the members of one cluster agree on; of a mutual event the first side is the first in the alphabet."""

    members: Sequence[Telling]
    best: Telling
    event_type: str
    mode: str
    cameo_code: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    third: tuple[str, ...]
    direction: str
    status: str
    event_date: str
    precision: str
    place: str

    @property
    def actors(self) -> tuple[str, ...]:
        """Everybody who takes part, in the order of the alphabet."""
        return tuple(sorted({*self.source, *self.target, *self.third}))

    @property
    def evidence(self) -> str:
        """The coding to quote for it: the telling that says what the event says."""
        return min(self.members, key=self._unlike).coding_id

    def _unlike(self, t: Telling) -> tuple:
        """How a telling differs from the event, what matters most first: it was told before it happened, another status or
        type, a day that is not even the next, only somebody's word where the article itself tells it, another place (of
        violence), another day; then the coder's doubt."""
        told_before = self.status == "realised" and t.told is not None and (ordinal(self.event_date) or 0) > t.told
        on_word = NARRATOR not in t.claimants and any(NARRATOR in m.claimants for m in self.members)
        elsewhere = self.event_type in BATTLE and t.place != self.place
        day = ordinal(self.event_date)
        another_day = day is not None and t.day is not None and abs(t.day - day) > 1
        return (
            told_before,
            t.status != self.status,
            t.event_type != self.event_type,
            t.is_guessed,
            another_day,
            on_word,
            elsewhere,
            t.event_date != self.event_date,
            -t.confidence,
            t.mode != self.mode,
            t.told or 0,
            t.coding_id,
        )


def account(members: Sequence[Telling], ontology: Ontology) -> Account:
    """One account of one cluster (its tellings by day of report)."""
    status = final_status(members)
    best = min(members, key=lambda t: (t.status != status, -t.confidence, t.told or 0, t.coding_id))
    types = {t.event_type for t in members}
    event_type = best.event_type if len(types) == 1 else "CONSULT"
    same = [t for t in members if t.event_type == event_type]
    mode = _commonest([t.mode for t in same], best.mode if best in same else "")
    cameo = _commonest([t.cameo_code for t in same if t.mode == mode], "") or ontology.cameo(event_type, mode)
    place = min((t.place for t in members if t.place), default="")
    elsewhere = lambda t: event_type in BATTLE and t.place != place  # noqa: E731 a town is taken when a text says so of the town
    dated = min(members, key=lambda t: (not t.is_stated, t.day is None, not t.event_date, elsewhere(t), t.day or 0, t.coding_id))
    direction = "mutual" if any(t.is_mutual for t in members) else "directed"
    sides = _sides(members, best, direction == "mutual")
    when = (dated.event_date, dated.precision)
    return Account(members, best, event_type, mode, cameo, *sides, direction, status, *when, place)


def _commonest(values: list[str], preferred: str) -> str:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value != preferred, value)) if counts else ""


def _sides(members: Sequence[Telling], best: Telling, mutual: bool) -> tuple[tuple[str, ...], ...]:
    """The two sides and the third parties; tellings of a mutual event may name its sides in either order."""
    first, second, third = set(best.source), set(best.target), set(best.third)
    for t in members:
        crossed, straight = len(first & t.target | second & t.source), len(first & t.source | second & t.target)
        swapped = mutual and crossed > straight
        a, b = (t.target, t.source) if swapped else (t.source, t.target)
        first |= a - second
        second |= b - first
        third |= t.third
    if len((first | second) - third) >= 2:
        first, second = first - third, second - third
    else:
        third -= first | second
    sides = [tuple(sorted(first)), tuple(sorted(second))]
    if mutual:
        sides.sort(key=lambda side: (not side, side))
    return *sides, tuple(sorted(third))


def final_status(members: Sequence[Telling]) -> str:
    """What became of it: realised if once told as fact, else claimed, else denied, else the last word on the plan."""
    told = {t.status for t in vouching(members)}
    for status in ("realised", "alleged", "denied"):
        if status in told:
            return status
    last = max(members, key=lambda t: (t.told or 0, OPEN_STATUSES.index(t.status) if t.status in OPEN_STATUSES else -1))
    return last.status


def vouching(members: Sequence[Telling]) -> Sequence[Telling]:
    """The tellings that say who did it, where any does: "after the strike on Ganja" makes no fact of a claim whose strike
    it was."""
    return [t for t in members if not t.is_guessed] or members


def status_history(members: Sequence[Telling]) -> str:
    """ "day:status:who says so" in order of report, each once; several speakers are joined by +."""
    told = [f"{iso(t.told) or 'undated'}:{t.status}:{'+'.join(sorted(set(t.claimants)))}" for t in members]
    return " ".join(dict.fromkeys(told))


def iso(day: int | None) -> str:
    """An ordinal as ISO day; "" for None."""
    return date.fromordinal(day).isoformat() if day is not None else ""


def deniers(members: Sequence[Telling], denials: dict[str, frozenset[str]]) -> str:
    """Who denies it: the claimants of denied tellings and whoever utters a denial of one of them (by coding id); who has
    told it as having happened as well has admitted it."""
    named = {code for t in members if t.status == "denied" for code in t.claimants}
    uttered = {code for t in members for code in denials.get(t.coding_id, ())}
    admitted = {code for t in members if t.status == "realised" for code in t.claimants}
    return joined((named | uttered) - admitted - {NARRATOR, UNSPEC})


def claimants(members: Sequence[Telling], denied_by: str = "") -> str:
    """Everybody who says so and does not deny it (`denied_by`: what deniers gives); UNSPEC for an event that is only
    denied: somebody said so, nobody tells who."""
    saying = {code for t in vouching(members) if t.status != "denied" for code in t.claimants}
    return joined(saying - set(codes(denied_by)) or {UNSPEC})


def independent_sources(members: Sequence[Telling]) -> int:
    """How many sources tell it: articles of one publisher are one, and so are those that copy a sentence."""
    together = nx.Graph()
    for t in members:
        together.add_edge(("article", t.article_id), ("publisher", t.publisher or t.article_id))
        if t.words:
            together.add_edge(("article", t.article_id), ("sentence", t.words))
    return nx.number_connected_components(together)


def certainty_tier(event: Account, ontology: Ontology, camps: Camps) -> int:
    """How sure the event is.

    1 the narrator, or two independent sides; 2 somebody named on own or third-party matters; 3 a party on its rival
    or on its own gains; 4 anonymous.
    """
    saying = set()
    for t in vouching(event.members):
        if t.status != "denied" or event.status == "denied":
            saying |= set(t.claimants)
    if NARRATOR in saying:
        return 1
    named = {camps.side(code) for code in saying - {UNSPEC}}
    if len(named) >= 2:
        return 1
    if not named:
        return 4
    return 3 if _interested(named.pop(), event, ontology, camps) else 2


def _interested(speaker: str, event: Account, ontology: Ontology, camps: Camps) -> bool:
    """True where a speaker tells of violence it has part in, of hostility against itself, or of its rival's doings."""
    acting = {camps.side(code) for code in event.source}
    hit = {camps.side(code) for code in event.target}
    if speaker in acting | hit:
        hostile = ontology.polarity(event.event_type, event.mode) < 0
        return hostile and (ontology.quad(event.event_type) == "MK" or speaker not in acting)
    return camps.is_party(speaker) and camps.other(speaker) in acting | hit


def address(case_id: str, event: Account) -> str:
    """ "evt_" and 12 hex digits of a hash of case, type, participants, first date and place; never of its members.

    Where the event has no date, the day of its first report stands for it.
    """
    sides = (event.actors,) if event.direction == "mutual" else (event.source, event.target, event.third)
    who = ">".join(",".join(side) for side in sides)
    told = [t.told for t in event.members if t.told is not None]
    when = event.event_date or (iso(min(told)) if told else "")
    return "evt_" + sha256("|".join((case_id, event.event_type, who, when, event.place)).encode()).hexdigest()[:12]
