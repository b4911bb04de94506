"""Which codings tell the same event: a deterministic greedy clustering in which every member fits every other.

Tellings are taken from the surest date and the fullest cast down; each joins the best cluster it fits, or opens one.
The order of the input does not matter. What fits:
  type     the same, a planned agreement to meet counting as the meeting; of RETREAT and SUPPORT the mode, where both have one
  actors   the same on both sides; of talks and other mutual acts one cast may be part of the other (not of telephone
           calls, which are between two); a side that is not stated fits within the article; of a place that is taken it is
           enough who takes it
  day      two days which texts state must be equal, and so must the days of fighting; otherwise at most `window_days`
           apart. An attack dated by publication alone is another's only on the same day or at the same place, its denial excepted, and such
           a refusal only on the same day or in the same article. What has no date
           fits within the article and within one day of publication; undated background (historical) fits always
  place    equal where both are known (the day decides for fighting); where a taking is denied,
           a place that is not named fits within the article only
  recall   a noun of agreement without a day of its own ("the truce") also fits the same parties' agreement of at most
           RECALL_DAYS before, where a text states that one's day; a readiness to agree is no agreement
  status   realised, alleged, denied, planned and declined go together where both have a date; what has none makes
           neither a claim nor a plan a fact
  voices   who denies one act and claims another speaks of two
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.measures.tellings import NARRATOR, UNSPEC, Telling

CLAIMED = ("realised", "alleged", "denied")
OPEN = ("planned", "declined")
RECALL_DAYS = 14
MADE = ("ceasefire", "sign", "settle")
TWO_FOLD = ("RETREAT", "SUPPORT")
WILLING, TAKEN = "willing", "seize"
OFFERING = ("offer", "mediate", "host")  # an offer is none of the calls beside it
NOBODY = {NARRATOR, UNSPEC}
FACE_TO_FACE = ("visit", "host", "third-party", "multilateral")


@dataclass(slots=True, eq=False)
class Cluster:
    """The tellings of one event and what a further telling has to fit."""

    number: int
    members: list[Telling] = field(default_factory=list)
    source: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    stated: int | None = None
    days: set[int] = field(default_factory=set)
    place: str = ""
    groups: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    persons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    articles: set[str] = field(default_factory=set)
    claiming: set[str] = field(default_factory=set)
    denying: set[str] = field(default_factory=set)

    def add(self, t: Telling) -> None:
        """Takes a telling in."""
        self.members.append(t)
        self.source |= t.source
        self.target |= t.target
        self.actors |= t.actors
        self.stated = t.day if t.is_stated else self.stated
        self.days |= {t.day} if t.day is not None else set()
        self.place = self.place or t.place
        self.groups.add(_group(t))
        self.statuses.add(t.status)
        self.modes.add(t.mode)
        self.articles.add(t.article_id)
        (self.denying if t.status == "denied" else self.claiming).update(set(t.claimants) - NOBODY)
        for state, person in t.persons:
            self.persons[state].add(person)


def cluster(tellings: Iterable[Telling], window_days: int) -> list[list[Telling]]:
    """The tellings grouped by event; groups in the order of their first coding id, members by day of report."""
    shelves: dict[tuple, dict[int, Cluster]] = defaultdict(dict)
    found: list[Cluster] = []
    for t in sorted(tellings, key=_surest_first):
        fitting = [c for c in _candidates(shelves, t, window_days) if _fits(t, c, window_days)]
        home = min(fitting, key=lambda c: _distance(t, c), default=None)
        if home is None:
            home = Cluster(len(found))
            found.append(home)
        home.add(t)
        for shelf in _shelves(t):
            shelves[shelf][home.number] = home
    groups = [sorted(c.members, key=lambda t: (t.told or 0, t.coding_id)) for c in found]
    return sorted(groups, key=lambda members: min(t.coding_id for t in members))


def _surest_first(t: Telling) -> tuple:
    return (not t.is_stated, t.day is None, not t.event_date, -len(t.actors), t.day or 0, t.told or 0, t.coding_id)


def _group(t: Telling) -> str:
    return "claimed" if t.status in CLAIMED else "open" if t.status in OPEN or _called_off(t) else t.status


def _voices_fit(t: Telling, c: Cluster) -> bool:
    return not (set(t.claimants) - NOBODY) & (c.claiming if t.status == "denied" else c.denying)


def _called_off(t: Telling) -> bool:
    return t.family == "CONSULT" and t.status == "not_occurred"


def _shelves(t: Telling) -> list[tuple]:
    """Where a telling's cluster is looked for: under its day, imprecise date or day of report, and its article."""
    name = (t.family, t.is_mutual)
    if t.day is not None:
        when = ("day", t.day)
    elif t.event_date:
        when = ("date", t.event_date)
    else:
        when = ("historical",) if t.status == "historical" else ("told", t.told)
    return _by_actor(t, [(*name, *when), (*name, "article", t.article_id)])


def _candidates(shelves: dict, t: Telling, window_days: int) -> list[Cluster]:
    name = (t.family, t.is_mutual)
    if t.day is not None:
        reach = 0 if t.is_fighting else window_days
        back = RECALL_DAYS if _recalls(t) else reach
        keys = [(*name, "day", t.day + step) for step in range(-back, reach + 1)]
    elif t.event_date:
        keys = [(*name, "date", t.event_date)]
    elif t.status == "historical":
        keys = [(*name, "historical")]
    else:
        near = [t.told + step for step in (-1, 0, 1)] if t.told is not None else []
        keys = [*((*name, "told", told) for told in near), (*name, "article", t.article_id)]
    by_number = {number: c for key in _by_actor(t, keys) for number, c in shelves.get(key, {}).items()}
    return [by_number[number] for number in sorted(by_number)]


def _by_actor(t: Telling, keys: list[tuple]) -> list[tuple]:
    """The shelves of each actor: what fits shares one, and a day may hold thousands of events."""
    return [(*key, actor) for key in keys for actor in (t.actors or {""})]


def _fits(t: Telling, c: Cluster, window_days: int) -> bool:
    one_or_many = (t.event_count > 1) == (c.members[0].event_count > 1)  # "a fifth call" is none of the four before it
    return (
        one_or_many
        and _status_fits(t, c)
        and _voices_fit(t, c)
        and (t.event_type != "REQUEST" or (t.mode in OFFERING) == any(mode in OFFERING for mode in c.modes))
        and _mode_fits(t, c)
        and _actors_fit(t, c)
        and _day_fits(t, c, window_days)
        and _place_fits(t, c)
    )


def _mode_fits(t: Telling, c: Cluster) -> bool:
    """To leave and to stop firing, to apologise and to recognise are two acts of one type."""
    told = c.modes - {""}
    if t.event_type == "AGREE" and not t.is_mutual:
        return (t.mode == WILLING) == (WILLING in c.modes)  # a readiness is no promise
    return t.event_type not in TWO_FOLD or not t.mode or not told or t.mode in told


def _recalls(t: Telling) -> bool:
    return t.is_noun and t.event_type == "AGREE" and t.mode in MADE and t.day is not None and not t.is_stated


def _status_fits(t: Telling, c: Cluster) -> bool:
    groups = c.groups | {_group(t)}
    if t.day is not None and c.days:
        return len(groups) == 1 or groups == {"claimed", "open"}
    statuses = c.statuses | {t.status}
    return len(groups) == 1 and (len(statuses) == 1 or "realised" not in statuses)


def _actors_fit(t: Telling, c: Cluster) -> bool:
    here = t.article_id in c.articles
    modes = c.modes | {t.mode}
    if not t.is_mutual:
        if t.mode == TAKEN and t.place and t.place == c.place:
            return t.source == c.source  # a town is taken once, whichever of its holders a text names
        sides = ((t.source, c.source), (t.target, c.target))
        return all(mine == theirs or (here and not (mine and theirs)) for mine, theirs in sides)
    if t.actors != c.actors:
        if not (t.actors < c.actors or c.actors < t.actors) or "phone" in modes:
            return False
        if min(len(t.actors), len(c.actors)) < 2 and not here:
            return False
    if t.family != "CONSULT":
        return (t.mode == WILLING) == (WILLING in c.modes)
    if bool(t.third) != any(member.third for member in c.members):
        return False  # who talks with one of them alone does not bring the two together
    if "phone" in modes and modes & set(FACE_TO_FACE):
        return False
    mine = defaultdict(set)
    for state, person in t.persons:
        mine[state].add(person)
    return all(mine[state] & c.persons[state] for state in sorted(mine) if state in c.persons)


def _day_fits(t: Telling, c: Cluster, window_days: int) -> bool:
    if t.day is None or not c.days:
        return _undated_fits(t, c)
    if t.status == "denied" and t.told is not None and c.stated is not None and t.told < c.stated:
        return False  # nobody denies what has yet to happen
    if t.is_fighting:
        return c.days == {t.day}
    if c.stated is not None and t.is_stated:
        return c.stated == t.day
    if t.event_type == "REJECT" and _is_loose(t, c) and t.article_id not in c.articles:
        return c.days == {t.day}  # what is refused is not in the row: the same no is told on the same day
    if t.event_type == "ASSAULT" and not (t.place and t.place == c.place) and _is_loose(t, c):
        # every day of a war has attacks: that of yesterday's paper is not that of today's, unless one article tells both
        return c.days == {t.day} or (t.day in c.days and t.article_id in c.articles)
    if _recalls(t) and c.stated is not None and 0 <= t.day - c.stated <= RECALL_DAYS:
        return True
    return max(abs(t.day - day) for day in c.days if not _is_recalled(c, day)) <= window_days


def _is_loose(t: Telling, c: Cluster) -> bool:
    """No text states the day of both; a denial, which comes after what it denies, needs that of the attack only."""
    return c.stated is None if t.is_stated or t.status == "denied" else True


def _is_recalled(c: Cluster, day: int) -> bool:
    """A day on which the agreement was only spoken of does not say when it was made."""
    return c.stated is not None and 0 < day - c.stated <= RECALL_DAYS and c.members[0].event_type == "AGREE"


def _undated_fits(t: Telling, c: Cluster) -> bool:
    if t.event_date or c.members[0].event_date:
        return t.event_date == c.members[0].event_date or (not t.event_date and t.article_id in c.articles)
    if t.status == "historical" or t.article_id in c.articles:
        return True
    first = c.members[0].told  # not the nearest member: days in a row must not grow into one event
    return t.told is not None and first is not None and abs(t.told - first) <= 1


def _place_fits(t: Telling, c: Cluster) -> bool:
    if t.mode == TAKEN and t.place != c.place and "denied" in (t.status, *c.statuses):
        return not (t.place and c.place) and t.article_id in c.articles  # "denied having lost the town": that one, no other
    return t.is_fighting or not (t.place and c.place) or t.place == c.place


def _distance(t: Telling, c: Cluster) -> tuple:
    """The best of several fitting clusters: same place, nearest day, same article, most actors shared, first opened."""
    apart = min((abs(t.day - day) for day in c.days), default=0) if t.day is not None else 0
    return (
        not (t.place and t.place == c.place),
        apart,
        t.article_id not in c.articles,
        -len(t.actors & c.actors),
        c.number,
    )
