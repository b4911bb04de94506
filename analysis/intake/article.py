"""One file -> one article, or the reason why not."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from analysis.intake.cleaning import clean
from analysis.intake.dating import published as date_of
from analysis.intake.formats import Unreadable, extract
from analysis.intake.sources import SourceFile

KINDS = ("article", "reconstruction", "statement", "digest")


@dataclass(frozen=True)
class Article:
    """An article as its file gives it. `reject` is "" or a word of rejects.reason; then only name and detail count."""

    source_file: str
    article_id: str = ""
    sha256: str = ""
    title: str = ""
    published: str = ""
    published_origin: str = "unknown"
    publisher: str = ""
    official_line: str = ""
    article_kind: str = "article"
    licence: str = ""
    language: str = "en"
    url: str = ""
    text: str = ""
    n_boilerplate: int = 0
    reject: str = ""
    detail: str = ""


def _line(value: object) -> str:
    """A front-matter value as one line of text."""
    if isinstance(value, list | tuple):
        return " ".join(_line(item) for item in value)
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()[:2000]


def _first(front: dict, *keys: str) -> object:
    return next((front[key] for key in keys if front.get(key)), None)


def read(source: SourceFile, published: str | None = None) -> Article:
    """The article of a file; never raises on what a file holds. `published` dates what has no date of its own."""
    if source.raw is None:
        reason, _, detail = source.problem.partition(": ")
        remedy = f"{source.size} bytes; raise articles.max_bytes in params.yaml if it is wanted" if reason == "too_large" else detail
        return Article(source.name, reject=reason, detail=remedy)
    try:
        found = extract(source.ending, source.raw)
    except Unreadable as error:
        return Article(source.name, reject=error.reason, detail=error.detail)
    front = found.front
    title, body, left_out = clean(found.text, _line(_first(front, "title", "headline")) or found.title)
    if not re.search(r"\w", body):
        return Article(source.name, reject="no_body", detail="nothing is left of the text without headline and boilerplate")
    day, origin = date_of(_first(front, "published", "date", "pubdate", "publication_date"), published, source.name, body, found.text)
    kind = _line(front.get("kind")).lower()
    return Article(
        source.name, article_id(source.stem), hashlib.sha256(source.raw).hexdigest(), title, day, origin,
        _line(_first(front, "publisher", "source_name", "site")), _line(front.get("official_line")), kind if kind in KINDS else "article",
        _line(_first(front, "licence", "license")), _line(_first(front, "language", "lang"))[:2].lower() or "en",
        _line(_first(front, "url", "sources", "source_url", "source")), body, left_out,
    )  # fmt: skip


def article_id(stem: str) -> str:
    """A file stem as an id: no spaces, no characters that mean something in an id or in a spreadsheet.

    >>> article_id("=cmd #1/2 (final)")
    'cmd-1-2-final'
    """
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w.-]+", "-", stem)).strip("-.=+@") or "article"
