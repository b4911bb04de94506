"""Who denies which act: what a denial says is false, and where it says nothing, the claim it stands behind.

"B denied shelling the town" tells what is denied. "A said B had shelled the town, which B denied", "A said so. B dismissed the
charge" do not: meant is the claim of the one contradicted told last before, in the same sentence, or in the sentence before
where its own holds none before the denial.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.measures.tellings import Telling

# what one denies to have done, or that the other has: nobody denies the truce it is accused of breaking
CHARGES = ("ASSAULT", "COERCE", "MOBILIZE", "AID", "SANCTION")


def denied(tellings: Iterable[Telling]) -> Mapping[str, frozenset[str]]:
    """coding_id -> whoever denies that coding's act (roll-up codes)."""
    told = sorted(tellings, key=_place)
    claims, contents = defaultdict(list), defaultdict(frozenset)
    for t in told:
        if t.status == "alleged":
            claims[_place(t)[:2]].append(t)
        if t.status == "denied":
            contents[_place(t)[:2]] |= set(t.claimants)
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for t in told:
        if t.event_type == "DENY" and t.source and t.status in ("realised", "alleged"):
            says_what = contents[_place(t)[:2]] & t.source  # "denied carrying out the strike": told as denied by itself
            meant = t.about or ("" if says_what else _claim_before(t, claims))
            found[meant] |= t.source
    found.pop("", None)
    return found


def _claim_before(denial: Telling, claims: Mapping[tuple, list[Telling]]) -> str:
    article, sentence, number = _place(denial)
    here = [t for t in claims[article, sentence] if _place(t)[2] < number]
    for told in (here, [] if here else claims[article, sentence - 1]):
        meant = [t for t in told if set(t.claimants) & denial.target and not set(t.claimants) & denial.source and t.event_type in CHARGES]
        if meant:
            return meant[-1].coding_id
    return ""


def _place(t: Telling) -> tuple[str, int, int]:
    """(article, number of the sentence, number of the coding in it) of "ARTICLE#SENTENCE/CODING"."""
    sentence, _, number = t.coding_id.rpartition("/")
    article, _, position = sentence.rpartition("#")
    return article, int(position or 0) if position.isdigit() else 0, int(number) if number.isdigit() else 0
