"""The tables of one run as a report reads them: one object, made from a workspace, with what several sections need."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import case, tables
from analysis.case import Case
from analysis.measures.edges import in_window
from analysis.measures.naming import label_of
from analysis.paths import Workspace, catalogue

TABLES = ("articles", "rejects", "sentences", "codings", "participants", "quantities", "running_tolls", "events", "mentions", "interactions", "nodes", "edges",
          "roles_found", "measures", "scores", "misses", "reliability", "calibration", "correction_log", "coder_faults", "triads", "series", "windows", "changes", "intensity", "chains", "chain_steps",
          "ceasefires", "breaches", "attendance", "contacts", "demands", "conditions", "refusals", "chain_measures", "claims", "costs", "voices", "publishers", "accord", "uncertainty", "locations")  # fmt: skip


@dataclass(frozen=True)
class Run:
    """The case and its tables, missing text as "".

    `folder`: where the tables lie; `digest`: hexadecimal SHA-256 of their bytes, see digest_of; `quoted`: the ids of
    the sentences that the blocks made so far quote, which cites.sources lists.
    """

    case: Case
    frames: dict[str, pd.DataFrame]
    folder: Path = Path()
    digest: str = ""
    quoted: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in TABLES:
            return self.frames[name]
        raise AttributeError(name)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code -> neutral label of the places, and of the actors of the network."""
        known = [*zip(self.locations["place_id"], self.locations["label"], strict=True)] if "locations" in self.frames else []
        return {**dict(known), **dict(zip(self.nodes["actor_id"], self.nodes["label"], strict=True))}

    @cached_property
    def window(self) -> tuple[str, str]:
        """First and last day: the case's window, else the days of the articles."""
        days = [day for day in self.articles["published"] if day]
        return self.case.window_start or min(days, default=""), self.case.window_end or max(days, default="")

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The case's parties, else those found in the events."""
        return self.case.parties or tuple(
            sorted(self.roles_found.loc[self.roles_found["conflict_role"] == "party", "actor_id"])[:2]
        )

    @cached_property
    def in_window(self) -> pd.DataFrame:
        """The events every report counts: neither earlier history nor dated outside the case's window, as the network has it."""
        start, end = self.case.window_start, self.case.window_end
        kept = [in_window(e.event_date, e.status, start, end) for e in self.events.itertuples()]
        return self.events[pd.Series(kept, index=self.events.index, dtype=bool)]

    @cached_property
    def event_of(self) -> dict[str, object]:
        """event_id -> its row of the table events."""
        return {event.event_id: event for event in self.events.itertuples()}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """article_id -> its number in every report: 1 is the earliest."""
        ordered = self.articles.sort_values(["published", "article_id"])["article_id"]
        return {article: k for k, article in enumerate(ordered, 1)}

    @cached_property
    def sentence_of(self) -> dict[str, object]:
        """sentence_id -> its row of the table sentences."""
        return {row.sentence_id: row for row in self.sentences.itertuples()}

    @cached_property
    def published(self) -> dict[str, str]:
        """article_id -> its day, "" for none."""
        return dict(zip(self.articles["article_id"], self.articles["published"], strict=True))

    @cached_property
    def lines(self) -> frozenset[str]:
        """Whose official lines the articles carry."""
        return frozenset(self.articles["official_line"]) - {""}

    @cached_property
    def spoken(self) -> dict[str, frozenset[str]]:
        """event_id -> whom a text names as saying so; who only has a text of its own line narrate it is not among them."""
        claimants = dict(zip(self.codings["coding_id"], self.codings["claimant"], strict=True))
        found: dict[str, set[str]] = {}
        for event_id, coding_id in zip(self.mentions["event_id"], self.mentions["coding_id"], strict=True):
            found.setdefault(event_id, set()).update(claimants.get(coding_id, "").split(";"))
        return {event_id: frozenset(codes) for event_id, codes in found.items()}

    @cached_property
    def told_in(self) -> pd.DataFrame:
        """One row per event and article that tells it: columns event_id, article_id, publisher."""
        rows = self.mentions[["event_id", "coding_id"]].assign(article_id=self.mentions["coding_id"].str.split("#").str[0])
        rows = rows.drop_duplicates(["event_id", "article_id"])[["event_id", "article_id"]]
        return rows.merge(self.articles[["article_id", "publisher"]], on="article_id", how="left")

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """coding_id -> its sentence, where it stands and who published it."""
        found = self.codings.merge(
            self.sentences[["sentence_id", "sentence_no", "text"]].rename(columns={"text": "sentence"}),
            on="sentence_id",
            how="left",
        )
        found["sentence_start"] = found["sentence_id"].map(
            dict(zip(self.sentences["sentence_id"], self.sentences["char_start"], strict=True))
        )
        return found.merge(
            self.articles[["article_id", "publisher", "official_line"]], on="article_id", how="left"
        ).set_index("coding_id")

    def names(self, codes: str) -> str:
        """Codes joined by ; as labels."""
        return ", ".join(self.label(code) for code in codes.split(";") if code)

    def camp(self, code: str) -> str:
        """A party with whoever counts with it, as "Armenia with Nagorno-Karabakh authorities"; of others the label."""
        side = self.case.sides.get(code, code)
        allies = [self.label(ally) for ally, of in sorted(self.case.sides.items()) if of == side]
        return self.label(side) + (f" with {', '.join(allies)}" if allies else "")

    def camps(self, codes: str) -> str:
        """Codes joined by ; as parties with whoever counts with them, each once."""
        return ", ".join(dict.fromkeys(self.camp(code) for code in codes.split(";") if code))

    def label(self, code: str) -> str:
        """The neutral label of a code; codes made from an article's words are shown as words."""
        known = {"NARRATOR": "the article itself", "UNSPEC": "unnamed reports"}
        return known.get(code) or label_of(code, self.labels).split(" (")[0]


def load(workspace: Workspace) -> Run:
    """Reads and checks the tables. Raises tables.TableError for a missing or wrong one."""
    frames = {name: filled(tables.read(name, workspace)) for name in TABLES}
    return Run(case.load(workspace.case), frames, workspace.tables, digest_of(workspace))


def digest_of(workspace: Workspace) -> str:
    """SHA-256 of the derived tables a report reads, one after another in the order of their names.

    `cat` of these files in that order through `sha256sum` gives the same; hand-made tables (places) are not among them.
    """
    made = hashlib.sha256()
    for name in sorted(TABLES):
        if catalogue()[name]["place"] == "tables":
            made.update(workspace.path(name).read_bytes())
    return made.hexdigest()


def filled(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with "" where text is missing."""
    text = frame.select_dtypes("str").columns
    return frame.assign(**{column: frame[column].astype("object").where(frame[column].notna(), "") for column in text})


def of(case_dir: str, tables_dir: str, interim_dir: str, reports_dir: str) -> Run:
    """The run of a notebook, from the folders papermill hands it; empty strings mean the project's own."""
    from analysis import params
    from analysis.paths import default_workspace

    own = default_workspace(params.load().case)
    folder = lambda given, default: Path(given) if given else default  # noqa: E731
    return load(
        Workspace(
            folder(case_dir, own.case),
            folder(tables_dir, own.tables),
            folder(interim_dir, own.interim),
            folder(reports_dir, own.reports),
            own.cache,
        )
    )
