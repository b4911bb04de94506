"""articles: one row per article file; what cannot be read is a row of rejects. files = articles + rejects, always.

Reads   the files of the case's folder of articles
Writes  articles (key article_id), texts (the cleaned body of each), rejects (key source_file)
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import length_hint

import pandas as pd

from analysis import tables
from analysis.case import Case
from analysis.intake import SourceFile, read
from analysis.intake.article import Article
from analysis.intake.duplicates import originals
from analysis.progress import silent

READS = ()
WRITES = ("articles", "texts", "rejects")
PARAMS = "articles"


def build(
    files: Iterable[SourceFile], *, case: Case, params, published: str = "", progress=silent
) -> dict[str, pd.DataFrame]:
    """Reads the files in their order; `published` (ISO) dates articles that have no date of their own."""
    track = progress("reading articles", length_hint(files))
    articles: dict[str, Article] = {}
    rejects: list[Article] = []
    for source in files:
        found = read(source, published)
        taken = articles.get(found.article_id.casefold())
        if not found.reject and taken:  # on some systems names that differ in case are one name
            detail = f"{taken.source_file} has the same name without ending; rename one of them"
            found = Article(source.name, reject="duplicate_id", detail=detail)
        if found.reject:
            rejects.append(found)
        else:
            articles[found.article_id.casefold()] = found
        track.advance()
    return _frames(list(articles.values()), rejects, case)


def _frames(articles: list[Article], rejects: list[Article], case: Case) -> dict[str, pd.DataFrame]:
    beside = {
        "case_id": [case.case_id] * len(articles),
        "n_characters": [len(a.text) for a in articles],
        "duplicate_of": originals(articles),
    }
    columns = [column.name for column in tables.schema("articles")]
    return {
        "articles": pd.DataFrame(
            {name: beside.get(name) or [getattr(a, name, "") for a in articles] for name in columns}
        ),
        "texts": pd.DataFrame([(a.article_id, a.text) for a in articles], columns=["article_id", "text"]),
        "rejects": pd.DataFrame(
            [(r.source_file, r.reject, r.detail) for r in rejects], columns=["source_file", "reason", "detail"]
        ),
    }
