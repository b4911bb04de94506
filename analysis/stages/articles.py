"""articles: one row per article file; what cannot be read is a row of rejects. files = articles + rejects, always.

Reads   the files of the case's folder of articles
Writes  articles (key article_id), texts (the cleaned body of each), rejects (key source_file)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from analysis.case import Case
from analysis.intake import SourceFile, read
from analysis.intake.article import Article

READS = ()
WRITES = ("articles", "texts", "rejects")
PARAMS = "articles"
COLUMNS = ("article_id", "source_file", "sha256", "title", "published", "published_origin", "publisher", "official_line", "article_kind", "licence", "language", "url", "n_boilerplate")  # fmt: skip


def build(files: Iterable[SourceFile], *, case: Case, params, published: str | None = None, progress=None) -> dict[str, pd.DataFrame]:
    """Reads the files in their order. `published` (ISO) dates articles that have no date of their own."""
    files = list(files)
    track = progress("reading articles", len(files)) if progress else None
    articles: dict[str, Article] = {}
    rejects: list[Article] = []
    for source in files:
        found = read(source, published)
        if not found.reject and found.article_id.casefold() in articles:
            other = articles[found.article_id.casefold()].source_file
            found = Article(source.name, reject="duplicate_id", detail=f"{other} has the same name; give one of them another")
        if found.reject:
            rejects.append(found)
        else:
            articles[found.article_id.casefold()] = found
        if track:
            track.advance(1)
    return _tables(list(articles.values()), rejects, case)


def _tables(articles: list[Article], rejects: list[Article], case: Case) -> dict[str, pd.DataFrame]:
    frame = pd.DataFrame([[getattr(a, name) for name in COLUMNS] for a in articles], columns=list(COLUMNS))
    frame.insert(1, "case_id", case.case_id)
    frame["n_characters"] = [len(a.text) for a in articles]
    frame["duplicate_of"] = originals(articles)
    return {
        "articles": frame,
        "texts": pd.DataFrame([(a.article_id, a.text) for a in articles], columns=["article_id", "text"]),
        "rejects": pd.DataFrame([(r.source_file, r.reject, r.detail) for r in rejects], columns=["source_file", "reason", "detail"]),
    }


def originals(articles: list[Article]) -> list[str | None]:
    """For each article the earlier one with the same words, or None. The earliest by day, then by id, is the original."""
    first: dict[str, str] = {}
    original: dict[str, str | None] = {}
    for article in sorted(articles, key=lambda a: (a.published or date.max.isoformat(), a.article_id)):
        words = re.sub(r"\W+", " ", article.text).casefold().strip()
        original[article.article_id] = first.get(words)
        first.setdefault(words, article.article_id)
    return [original[a.article_id] for a in articles]
