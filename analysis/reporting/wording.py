"""How a report says things: neutral words for types and statuses, days as people write them."""

from __future__ import annotations

import re
from datetime import date

from analysis.figures.style import LAYER_WORDS

VERBS = {
    "AGREE": "agreed with", "CONSULT": "talked with", "SUPPORT": "backed in words", "COOPERATE": "cooperated with", "AID": "aided", "CONCEDE": "yielded to",
    "RETREAT": "ceased fire, withdrew or released", "REQUEST": "called on", "ACCUSE": "accused or criticised", "REJECT": "refused", "THREATEN": "threatened",
    "PROTEST": "protested against", "SANCTION": "reduced relations with", "MOBILIZE": "moved forces towards", "COERCE": "took or coerced", "ASSAULT": "used force against",
    "DENY": "denied a claim of",
}  # fmt: skip
ACTS = {
    "AGREE": "agreement", "CONSULT": "talks", "SUPPORT": "support in words", "COOPERATE": "cooperation", "AID": "aid", "CONCEDE": "concession",
    "RETREAT": "cease-fire, withdrawal or release", "REQUEST": "call or demand", "ACCUSE": "accusation or criticism", "REJECT": "refusal", "THREATEN": "threat",
    "PROTEST": "protest", "SANCTION": "reduced relations", "MOBILIZE": "forces moved", "COERCE": "seizure or coercion", "ASSAULT": "use of force", "DENY": "denial",
}  # fmt: skip
MODES = {
    ("RETREAT", "ceasefire"): "cease-fire", ("RETREAT", "withdraw"): "withdrawal", ("RETREAT", "release"): "release of prisoners", ("AGREE", "ceasefire"): "agreement on a cease-fire",
    ("AGREE", "settle"): "settlement", ("AGREE", "sign"): "signing of an agreement", ("AGREE", "willing"): "readiness to talk or act", ("REQUEST", "offer"): "offer", ("CONSULT", "host"): "hosted talks", ("CONSULT", "mediate"): "mediation", ("CONSULT", "phone"): "telephone call", ("CONSULT", "visit"): "visit", ("COERCE", "seize"): "seizure",
    ("RETREAT", "attacks"): "end of attacks", ("RETREAT", "uphold"): "keeping to a truce", ("RETREAT", "access"): "access", ("RETREAT", "return"): "return of what was taken", ("RETREAT", "resign"): "resignation",
    ("RETREAT", "disarm"): "disarming", ("RETREAT", "ease"): "lifting of a blockade", ("SUPPORT", "recognise"): "recognition", ("SUPPORT", "apologise"): "apology",
}  # fmt: skip
STATUS = {"realised": "happened", "planned": "planned", "demanded": "demanded", "threatened": "threatened", "alleged": "claimed", "denied": "denied",
          "declined": "refused", "hypothetical": "possible", "not_occurred": "did not happen", "historical": "earlier"}  # fmt: skip
ROLES = {"party": "party", "mediator": "mediator", "process_third_party": "third party in the process only", "backer": "backer", "affected_neighbour": "affected neighbour",
         "alleged_proxy": "alleged proxy"}  # fmt: skip
LAYERS = LAYER_WORDS


def act(event_type: str, mode: str) -> str:
    """The kind of an act as a noun, so that it reads the same whether it happened, is planned or demanded.

    >>> act("RETREAT", "ceasefire"), act("ASSAULT", "artillery")
    ('cease-fire', 'use of force')
    """
    return MODES.get((event_type, mode)) or ACTS[event_type]


def day(iso: str) -> str:
    """A date of the tables (see :func:`analysis.calendar.is_edtf`) in words.

    >>> day("2020-10-07"), day("1994"), day("199X"), day("")
    ('7 Oct 2020', '1994', '1990s', 'no date')
    >>> day("1994/.."), day("../2020-11"), day("1988/1994")
    ('since 1994', 'until Nov 2020', '1988 – 1994')
    """
    if not iso:
        return "no date"
    if "/" in iso:
        first, _, last = iso.partition("/")
        return f"until {day(last)}" if first == ".." else f"since {day(first)}" if last == ".." else span(first, last)
    if iso.endswith("X"):
        return f"{iso[:3]}0s"
    if len(iso) == 10:
        found = date.fromisoformat(iso)
        return f"{found.day} {found:%b %Y}"
    return f"{date.fromisoformat(iso + '-01'):%b %Y}" if len(iso) == 7 else iso


def span(start: str, end: str) -> str:
    """Two days as people write a span; what both have in common stands once.

    >>> span("2020-09-27", "2020-11-12"), span("2020-11-03", "2020-11-03"), span("2020-10-01", "2020-10-09")
    ('27 Sep – 12 Nov 2020', '3 Nov 2020', '1 – 9 Oct 2020')
    """
    if start == end or not start or not end:
        return day(start or end)
    first, last = day(start), day(end)
    if len(start) == len(end) == 10 and start[:4] == end[:4]:
        first = first.split()[0] if start[:7] == end[:7] else first.rpartition(" ")[0]
    return f"{first} – {last}"


def count(n: int, one: str, many: str = "") -> str:
    """ "1 event", "3 events"."""
    return f"{n} {one if n == 1 else many or one + 's'}"


NO_NUMBER = re.compile(r"(?:tens of thousands|thousands|hundreds|scores|dozens|several|a few|a handful)\b", re.IGNORECASE)
ABOUT = r"(?:more than|as many as|no fewer than|no less than|fewer than|less than|at least|at most|up to|close to|about|around|some|nearly|almost|roughly|approximately|over)"
BEGINS, BEFORE = re.compile(rf"{ABOUT}\b", re.IGNORECASE), re.compile(rf"\b{ABOUT}\s*$", re.IGNORECASE)


def as_told(row, before: str) -> str:
    """The number in the words of the text where it gives no number or no exact one ("dozens", "close to 5,000"); else "".

    `row` has text, low, best and high; `before` is what stands before it in its sentence.
    """
    vague = NO_NUMBER.match(row.text)
    if vague:
        return vague[0].lower()
    about = BEGINS.match(row.text) or BEFORE.search(before)
    known = [value for value in (row.best, row.low, row.high) if value == value and value not in (None, "")]
    return f"{about[0].strip().lower()} {known[0]:,.0f}" if about and len(known) == 1 else ""


def number(value: float, form: str) -> str:
    """A number in a format, its minus a minus and no hyphen.

    >>> number(-0.1, "{:+.2f}")
    '−0.10'
    """
    return form.format(value).replace("-", "−")


def said_by(names: str) -> str:
    """ "according to Azerbaijan", "according to unnamed reports"."""
    return f"according to {names or 'nobody named'}"


OUTCOMES = {
    "called": "called for",
    "offered": "offered",
    "conditional": "on a condition",
    "refused": "refused",
    "talks_with_one": "talks with one party",
    "talks_apart": "talks with both, apart",
    "joint_talks": "talks at one table",
    "ceasefire": "cease-fire",
    "full": "agreement to end the fighting",
}
TRIADS = {
    "bridging_mediator": "more cooperative with both",
    "aligned": "more cooperative with one, more hostile with the other",
    "adversary_of_both": "more hostile with both",
    "one_sided_contact": "a cooperative tie with one only",
    "one_sided_critic": "a hostile tie with one only",
    "unsigned": "no tie with a sign",
}
CHANGES = {"added": "new", "dropped": "no longer", "flipped": "changed its sign"}
