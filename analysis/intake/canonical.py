"""`parley add`: files of any kind -> canonical articles of a case (Markdown with front matter). Nothing is overwritten."""

from __future__ import annotations

import csv
import io
import json
import mailbox
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from analysis.intake.article import Article, read
from analysis.intake.formats import Unreadable, decode
from analysis.intake.sources import SourceFile, files, load
from analysis.paths import CASES

MAX_BYTES = 500_000_000
TEXT_KEYS = ("text", "body", "content", "maintext", "article")
TITLE_KEYS = ("title", "headline")
DATE_KEYS = ("published", "date", "date_publish", "publication_date", "published_at", "pubdate")


def _record(source: SourceFile, number: int, record: dict) -> SourceFile:
    """One row of a table of articles as a Markdown file."""
    lower = {str(key).strip().lower(): value for key, value in record.items() if key is not None}
    text = next((str(lower[key]) for key in TEXT_KEYS if lower.get(key)), "")
    front = {
        "title": next((str(lower[key]) for key in TITLE_KEYS if lower.get(key)), ""),
        "published": next((str(lower[key]) for key in DATE_KEYS if lower.get(key)), ""),
        **{key: str(lower[key]) for key in ("publisher", "licence", "license", "language", "url") if lower.get(key)},
    }
    raw = f"---\n{yaml.safe_dump({k: v for k, v in front.items() if v}, allow_unicode=True, sort_keys=False)}---\n\n{text}".encode("utf-8", "replace")
    return SourceFile(f"{source.stem}-{number:05d}.md", raw, len(raw))


def _jsonl(source: SourceFile) -> Iterator[SourceFile]:
    text = decode(source.raw or b"")
    lines = [text] if text.lstrip().startswith("[") else text.splitlines()
    number = 0
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise Unreadable("unreadable", f"line {at}: no JSON: {error}") from error
        for record in found if isinstance(found, list) else [found]:
            number += 1
            yield _record(source, number, record if isinstance(record, dict) else {"text": record})


def _csv(source: SourceFile) -> Iterator[SourceFile]:
    text = decode(source.raw or b"")
    delimiter = "\t" if source.ending == ".tsv" else ";" if text[:2000].count(";") > text[:2000].count(",") else ","
    csv.field_size_limit(MAX_BYTES)
    for number, record in enumerate(csv.DictReader(io.StringIO(text), delimiter=delimiter), 1):
        yield _record(source, number, record)


def _warc(source: SourceFile) -> Iterator[SourceFile]:
    from warcio.archiveiterator import ArchiveIterator

    number = 0
    for record in ArchiveIterator(io.BytesIO(source.raw or b"")):
        kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
        if record.rec_type == "response" and "html" in kind:
            number += 1
            raw = record.content_stream().read()
            yield SourceFile(f"{source.stem}-{number:05d}.html", raw, len(raw))


def _mbox(source: SourceFile) -> Iterator[SourceFile]:
    with tempfile.NamedTemporaryFile() as file:
        file.write(source.raw or b"")
        file.flush()
        for number, message in enumerate(mailbox.mbox(file.name), 1):
            raw = message.as_bytes()
            yield SourceFile(f"{source.stem}-{number:05d}.eml", raw, len(raw))


SPLITTERS = {".jsonl": _jsonl, ".json": _jsonl, ".csv": _csv, ".tsv": _csv, ".warc": _warc, ".gz": _warc, ".mbox": _mbox}


def articles(source: SourceFile, published: str | None) -> Iterator[Article]:
    """The articles of one file; what cannot be read comes as an article with a reject."""
    splitter = SPLITTERS.get(source.ending)
    if splitter is None or source.raw is None:
        yield read(source, published)
        return
    try:
        for part in splitter(source):
            yield read(part, published)
    except Unreadable as error:
        yield Article(source.name, reject=error.reason, detail=error.detail)
    except Exception as error:  # third-party readers raise whatever they like on broken files
        yield Article(source.name, reject="unreadable", detail=f"{type(error).__name__}: {str(error)[:200]}")


def markdown(article: Article) -> str:
    """The canonical file of an article."""
    front = {"title": article.title, "published": article.published or None, "publisher": article.publisher or None, "kind": article.article_kind,
             "official_line": article.official_line or None, "url": article.url or None, "licence": article.licence or None, "language": article.language}  # fmt: skip
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)}---\n\n{article.text}\n"


def _slug(article: Article) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", article.title.lower()).strip("-")[:60].strip("-") or article.article_id.lower()
    words = re.sub(r"^\d{4}-\d{2}-\d{2}-?", "", words) or "article"
    return f"{article.published}-{words}" if article.published else words


def write(article: Article, folder: Path) -> Path:
    """Writes an article beside what is there; the same article again is left as it is, another of that name gets a number."""
    folder.mkdir(parents=True, exist_ok=True)
    text = markdown(article)
    for number in range(1, 10_000):
        path = folder / (f"{_slug(article)}.md" if number == 1 else f"{_slug(article)}-{number}.md")
        if not path.exists():
            path.write_text(text, encoding="utf-8", newline="\n")
            return path
        if path.read_text(encoding="utf-8") == text:
            return path
    raise FileExistsError(f"{folder}: ten thousand articles of the name {_slug(article)}")


def main(paths: list[Path], case_id: str, published: str | None) -> int:
    """Adds files to a case; says what was written and what could not be read. 0, or 2 if nothing could be read."""
    if not re.fullmatch(r"[\w.-]+", case_id) or case_id.startswith("."):
        print(f"parley add: --case: {case_id!r} is no folder name; use letters, digits and hyphens", file=sys.stderr)
        return 2
    folder = CASES / case_id / "articles"
    sources = [source for path in paths for source in (files(path, MAX_BYTES) if path.is_dir() else [load(path, path.name, MAX_BYTES)])]
    written = rejected = 0
    for source in sources:
        for article in articles(source, published):
            if article.reject:
                rejected += 1
                print(f"rejected {article.source_file}: {article.reject}: {article.detail}", file=sys.stderr)
            else:
                written += 1
                print(write(article, folder))
    print(f"{written} articles in {folder}, {rejected} rejected. Next: set `case: {case_id}` in params.yaml and run `make repro`", file=sys.stderr)
    return 0 if written else 2
