"""What a row of another layout needs beside the event: its evidence, article, place, actors and publishers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.measures.naming import label_of
from analysis.measures.records import codes, records

READS = ("events", "mentions", "codings", "sentences", "articles", "locations", "actors")
REALISED = "realised"
OPEN_LICENCES = ("CC", "PUBLIC DOMAIN", "PDM")
INTERGOVERNMENTAL, STATE = "igo", "state"


@dataclass(frozen=True)
class Lookups:
    """Rows by key; `tellings` are the codings of an event in the order of their keys."""

    codings: dict
    tellings: dict
    sentences: dict
    articles: dict
    places: dict
    actors: dict

    def sentence(self, event):
        """The sentence of the coding that tells the event best."""
        return self.sentences[self.codings[event.evidence].sentence_id]

    def article(self, event):
        """The article of the coding that tells the event best."""
        return self.articles[self.codings[event.evidence].article_id]

    def quoted(self, event) -> str:
        """The sentence that tells the event best, if the article's licence lets everybody pass it on; else ""."""
        is_open = self.article(event).licence.upper().startswith(OPEN_LICENCES)
        return self.sentence(event).text if is_open else ""

    def told_in(self, event) -> list:
        """All articles that tell the event, by key."""
        return [self.articles[key] for key in sorted({coding.article_id for coding in self.tellings[event.event_id]})]

    def publishers(self, event) -> list[str]:
        """Who published them."""
        return sorted({article.publisher for article in self.told_in(event) if article.publisher})

    def place(self, event):
        """The place of the event, None where it is not known."""
        return self.places.get(event.place_id)

    def label(self, code: str) -> str:
        """The neutral name of an actor; of one outside the registry its code in words."""
        return label_of(code, self._labels)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {code: actor.label for code, actor in self.actors.items()}

    def labels(self, cell: str) -> str:
        """The names of the codes of a cell joined by "; "."""
        return "; ".join(self.label(code) for code in codes(cell))

    def kind(self, code: str) -> str:
        """What sort of actor it is, "" outside the registry."""
        return self.actors[code].actor_kind if code in self.actors else ""

    def country(self, code: str) -> str:
        """The state (ISO-3166 alpha-3) an actor is or belongs to, "" where it belongs to none."""
        return self.actors[code].country_id if code in self.actors else ""

    def country_name(self, place) -> str:
        """The state a place lies in, in words."""
        return self.label(place.country_id) if place and place.country_id else ""


def lookups(frames: dict[str, pd.DataFrame]) -> Lookups:
    """The tables of READS, by key."""
    codings = _by("coding_id", frames["codings"])
    tellings = defaultdict(list)
    for row in records(frames["mentions"]):
        tellings[row.event_id].append(codings[row.coding_id])
    return Lookups(
        codings,
        tellings,
        _by("sentence_id", frames["sentences"]),
        _by("article_id", frames["articles"]),
        _by("place_id", frames["locations"]),
        _by("actor_id", frames["actors"]),
    )


def realised(frame: pd.DataFrame) -> list:
    """The rows of what happened."""
    return [row for row in records(frame) if row.status == REALISED]


def _by(key: str, frame: pd.DataFrame) -> dict:
    return {getattr(row, key): row for row in records(frame)}
