"""How a report says things: neutral words for types and statuses, days as people write them."""

from __future__ import annotations

from datetime import date

VERBS = {
    "AGREE": "agreed with", "CONSULT": "talked with", "SUPPORT": "backed in words", "COOPERATE": "cooperated with", "AID": "aided", "CONCEDE": "yielded to",
    "RETREAT": "ceased fire, withdrew or released", "REQUEST": "called on", "ACCUSE": "accused or criticised", "REJECT": "refused", "THREATEN": "threatened",
    "PROTEST": "protested against", "SANCTION": "reduced relations with", "MOBILIZE": "moved forces towards", "COERCE": "took or coerced", "ASSAULT": "used force against",
    "DENY": "denied a claim of",
}  # fmt: skip
STATUS = {"realised": "happened", "planned": "planned", "demanded": "demanded", "threatened": "threatened", "alleged": "claimed", "denied": "denied",
          "declined": "refused", "hypothetical": "possible", "not_occurred": "did not happen", "historical": "earlier"}  # fmt: skip
ROLES = {"party": "party", "mediator": "mediator", "process_third_party": "third party in the process only", "backer": "backer", "affected_neighbour": "affected neighbour",
         "alleged_proxy": "alleged proxy"}  # fmt: skip
LAYERS = {
    "communication": "talks",
    "process": "process of mediation",
    "relation": "relations",
    "statement": "statements",
}


def day(iso: str) -> str:
    """An ISO day, month, year or decade in words.

    >>> day("2020-10-07"), day("1994"), day("199X"), day("")
    ('7 Oct 2020', '1994', '1990s', 'no date')
    """
    if not iso:
        return "no date"
    if iso.endswith("X"):
        return f"{iso[:3]}0s"
    if len(iso) == 10:
        found = date.fromisoformat(iso)
        return f"{found.day} {found:%b %Y}"
    return f"{date.fromisoformat(iso + '-01'):%b %Y}" if len(iso) == 7 else iso


def count(n: int, one: str, many: str = "") -> str:
    """ "1 event", "3 events"."""
    return f"{n} {one if n == 1 else many or one + 's'}"


OUTCOMES = {
    "called": "called for",
    "offered": "offered",
    "conditional": "on a condition",
    "refused": "refused",
    "talks": "talks",
    "ceasefire": "cease-fire",
    "full": "agreement to end the fighting",
}
TRIADS = {
    "bridging_mediator": "on good terms with both",
    "aligned": "with one, against the other",
    "adversary_of_both": "at odds with both",
    "one_sided_contact": "tie with one only",
    "one_sided_critic": "at odds with one only",
    "unsigned": "no signed tie",
}
CHANGES = {"added": "new", "dropped": "no longer", "flipped": "changed its sign"}
