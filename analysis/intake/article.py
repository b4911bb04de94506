"""One file -> one article, or the reason why not."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from analysis.intake.cleaning import clean, one_line
from analysis.intake.dating import only_a_date, published
from analysis.intake.decoding import Unreadable
from analysis.intake.formats import extract
from analysis.intake.raw import Raw
from analysis.intake.sources import SourceFile

WORKED_OUT = ("dateline", "copyright_year", "inferred_weekday")  # origins `parley add` writes beside the day it found
KINDS = ("article", "reconstruction", "statement", "digest")
# the keys under which files give a thing; the first one found counts
KEYS = {
    "title": ("title", "headline"),
    "published": (
        "published",
        "date",
        "pubdate",
        "publication_date",
        "publication date",
        "date_published",
        "datepublished",
        "published_at",
        "date_publish",
    ),
    "publisher": (
        "publisher",
        "source_name",
        "site_name",
        "sitename",
        "site",
        "outlet",
        "newspaper",
        "agency",
        "source",
    ),
    "licence": ("licence", "license", "rights"),
    "language": ("language", "lang"),
    "url": ("url", "link", "source_url", "canonical", "sources"),
    "kind": ("kind", "article_kind"),
    "official_line": ("official_line",),
    "published_origin": ("published_origin",),
}
_FUNCTION_WORDS = frozenset("the of to and that for with as by from has it be said".split())


@dataclass(frozen=True)
class Article:
    """An article as its file gives it. `reject` is "" or a word of rejects.reason; then only source_file and detail count."""

    source_file: str
    article_id: str = ""
    sha256: str = ""
    encoding: str = ""
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


def article_id(stem: str) -> str:
    """The file stem, without the characters that part the levels of an address (article#sentence/coding)."""
    return re.sub(r"[#/]", "-", stem).strip()


def stated(front: dict[str, object], what: str) -> str:
    """What a file says of itself, as one line; "" if it does not."""
    for name in KEYS[what]:
        value = front.get(name)
        line = one_line(" ".join(map(str, value)) if isinstance(value, list) else str(value or ""))[:2000]
        if line and not (what == "publisher" and re.match(r"https?://", line)):
            return line
    return ""


def read(source: SourceFile, option: str | None = None) -> Article:
    """The article of a file; never raises on what a file holds. `option` (ISO) dates what has no date of its own."""
    if source.raw is None:
        return Article(source.name, reject=source.problem, detail=source.detail)
    try:
        return _read(source, extract(source.ending, source.raw), option)
    except Unreadable as error:
        return Article(source.name, reject=error.reason, detail=one_line(error.detail))


def _read(source: SourceFile, raw: Raw, option: str | None) -> Article:
    front = raw.front
    cleaned = clean(raw.text, stated(front, "title") or raw.title)
    if not re.search(r"[^\W\d_]", cleaned.body):
        raise Unreadable("no_body", "no words are left without front matter, headline and boilerplate")
    when = published(stated(front, "published"), option, source.name, cleaned.body, raw.text)
    said = stated(front, "published_origin")
    origin = said if said in WORKED_OUT and when.origin == "front_matter" else when.origin
    address = stated(front, "url") or (
        stated({"url": front.get("source")}, "url") if str(front.get("source") or "").startswith("http") else ""
    )
    return Article(
        source.name, article_id(source.stem), hashlib.sha256(source.raw).hexdigest(), raw.encoding, cleaned.title, when.day, origin,
        stated(front, "publisher"), stated(front, "official_line"), _kind(stated(front, "kind").lower(), cleaned.body),
        stated(front, "licence"), _language(stated(front, "language"), cleaned.body), address, cleaned.body, cleaned.n_boilerplate,
    )  # fmt: skip


def _kind(said: str, body: str) -> str:
    """What the front matter says; else a text of several date lines is a digest."""
    if said in KINDS:
        return said
    return "digest" if sum(map(only_a_date, body.split("\n\n"))) >= 2 else "article"


def _language(said: str, body: str) -> str:
    """The first two letters of what the file says; else English, or "und" for a text without English function words."""
    if found := re.match(r"[A-Za-z]{2}(?![A-Za-z])", said):
        return found.group().lower()
    words = re.findall(r"[^\W\d_]+", body[:5000].lower())
    return "und" if len(words) >= 40 and sum(word in _FUNCTION_WORDS for word in words) < 0.08 * len(words) else "en"
