"""One coded event in one sentence, with what the tables beside it need."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.coding.document import Sentence
from analysis.coding.match import Match
from analysis.coding.participants import Cast
from analysis.coding.quantities import Quantity

# types that somebody utters: their source is their speaker
SPEECH = ("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "DENY")


@dataclass(frozen=True)
class Coding:
    """One coded event, as the table `codings` has it; refs and numbers are kept for the tables beside it."""

    match: Match
    sentence: Sentence
    event_type: str
    mode: str
    cameo_code: str
    first: int
    end: int
    cast: Cast
    status: str
    claimant: tuple[str, ...]
    event_date: str
    date_precision: str
    place_id: str
    place_text: str
    confidence: float
    rules: tuple[str, ...]
    claim_via: str = ""
    governor: Match | None = None
    quantities: tuple[Quantity, ...] = field(default=())

    @property
    def key(self) -> tuple:
        """What two rows for one act share: of a directed act who does it to whom, of a mutual one who takes part."""
        if self.cast.direction == "mutual":
            return (self.event_type, self.status, frozenset(self.cast.states))
        what = self.mode if self.event_type in ("RETREAT", "SUPPORT") else ""  # to stop the attacks and to leave the land are two acts
        return (self.event_type, what, self.status, *(frozenset(ref.state for ref in side) for side in (self.cast.source, self.cast.target)))
