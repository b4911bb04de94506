"""The tables of one run as a report reads them: one object, made from a workspace, with what several sections need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import case, tables
from analysis.case import Case
from analysis.measures.naming import label_of
from analysis.paths import Workspace

TABLES = ("articles", "rejects", "sentences", "codings", "participants", "quantities", "events", "mentions", "interactions", "nodes", "edges",
          "roles_found", "measures", "scores", "misses", "reliability", "calibration", "correction_log", "coder_faults", "triads", "series", "windows", "changes", "chains", "chain_steps",
          "ceasefires", "breaches", "attendance", "contacts", "demands", "conditions", "chain_measures", "claims", "costs", "voices", "publishers", "accord", "uncertainty", "locations")  # fmt: skip


@dataclass(frozen=True)
class Run:
    """The case and its tables, missing text as ""."""

    case: Case
    frames: dict[str, pd.DataFrame]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in TABLES:
            return self.frames[name]
        raise AttributeError(name)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code -> neutral label of the actors of the network."""
        return dict(zip(self.nodes["actor_id"], self.nodes["label"], strict=True))

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
        """Events of the window, and those without an exact day; not historical ones."""
        start, end = self.window
        dated = self.events["event_date"].str.len() == 10
        inside = ~dated | ((self.events["event_date"] >= start) & (self.events["event_date"] <= end))
        return self.events[(self.events["status"] != "historical") & inside]

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

    def label(self, code: str) -> str:
        """The neutral label of a code; codes made from an article's words are shown as words."""
        known = {"NARRATOR": "the article itself", "UNSPEC": "unnamed reports"}
        return known.get(code) or label_of(code, self.labels).split(" (")[0]


def load(workspace: Workspace) -> Run:
    """Reads and checks the tables. Raises tables.TableError for a missing or wrong one."""
    return Run(case.load(workspace.case), {name: filled(tables.read(name, workspace)) for name in TABLES})


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
