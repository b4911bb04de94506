"""Files that hold several articles (JSON lines, CSV, WARC, mailboxes) -> one file an article. Only `parley add` reads them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator

import yaml

from analysis.intake.article import KEYS, Article, read
from analysis.intake.decoding import Unreadable, decode
from analysis.intake.markdown import escaped
from analysis.intake.sources import SourceFile

TEXT_KEYS = ("text", "body", "content", "maintext", "full_text", "article")
LISTS = ("articles", "documents", "items", "results", "data")  # under which JSON files keep a list of articles
LARGEST = 2_000_000_000  # bytes of a container, unpacked


def _part(source: SourceFile, number: int, ending: str, raw: bytes) -> SourceFile:
    return SourceFile(f"{source.name}/{source.stem}-{number:05d}{ending}", raw, len(raw))


def _record(source: SourceFile, number: int, record: object) -> SourceFile:
    """One record of a table of articles as a text file with front matter; a record without text is read as a file without."""
    fields = (
        {str(key).strip().lower(): value for key, value in record.items()}
        if isinstance(record, dict)
        else {"text": record}
    )
    text = next((str(fields[key]) for key in TEXT_KEYS if isinstance(fields.get(key), str) and fields[key].strip()), "")
    known = {name for names in KEYS.values() for name in names}
    front = {
        key: str(value)
        for key, value in fields.items()
        if key in known and isinstance(value, str | int | float) and str(value).strip()
    }
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=True, width=10_000) if front else ""
    return _part(source, number, ".txt", f"---\n{head}---\n\n{text}".encode("utf-8", "replace"))


def _json_lines(source: SourceFile) -> Iterator[SourceFile]:
    number = 0
    for at, line in enumerate(decode(source.raw).text.split("\n"), 1):
        if line.strip():
            number += 1
            yield _record(source, number, _loaded(line, f"line {at}"))


def _json(source: SourceFile) -> Iterator[SourceFile]:
    text = decode(source.raw).text
    try:
        found = json.loads(text)
    except ValueError:  # JSON lines under another name
        yield from _json_lines(source)
        return
    if isinstance(found, dict):
        found = next((found[key] for key in LISTS if isinstance(found.get(key), list)), [found])
    for number, record in enumerate(found if isinstance(found, list) else [found], 1):
        yield _record(source, number, record)


def _loaded(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("unreadable", f"{where}: no JSON ({error}); write one object a line") from error


def _csv(source: SourceFile) -> Iterator[SourceFile]:
    text = decode(source.raw).text
    head = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    csv.field_size_limit(LARGEST)  # of the whole process, so never below what others read
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = {str(name).strip().lower() for name in rows.fieldnames or []}
    if not names & set(TEXT_KEYS):
        raise Unreadable("unreadable", f"no column with the text; its header should have one of {', '.join(TEXT_KEYS)}")
    for number, row in enumerate(rows, 1):
        yield _record(source, number, {key: value for key, value in row.items() if key is not None})


def _warc(source: SourceFile) -> Iterator[SourceFile]:
    from warcio.archiveiterator import ArchiveIterator

    number = size = 0
    for record in ArchiveIterator(io.BytesIO(source.raw)):
        kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
        if record.rec_type != "response" or "html" not in kind:
            continue
        number += 1
        page = record.content_stream().read(LARGEST - size)
        size += len(page)
        if size >= LARGEST:
            raise Unreadable("too_large", f"unpacks to more than {LARGEST} bytes")
        yield _part(
            source, number, ".html", _with_address(page, record.rec_headers.get_header("WARC-Target-URI") or "")
        )


def _with_address(page: bytes, address: str) -> bytes:
    """The page with its address in a link element, unless it has one."""
    if not address.startswith("http") or b"canonical" in page[:20_000]:
        return page
    link = b'<link rel="canonical" href="' + re.sub(rb"[\"<>&\s]", b"", address.encode("utf-8", "replace")) + b'">'
    return re.sub(rb"(?i)(<head[^<>]*>)", lambda found: found.group(1) + link, page, count=1)


def _mailbox(source: SourceFile) -> Iterator[SourceFile]:
    parts = re.split(rb"(?m)^From .*\r?\n", source.raw)
    for number, message in enumerate(filter(bytes.strip, parts), 1):
        yield _part(source, number, ".eml", message)


SPLITTERS: dict[str, Callable[[SourceFile], Iterator[SourceFile]]] = {
    ".jsonl": _json_lines, ".ndjson": _json_lines, ".json": _json, ".csv": _csv, ".tsv": _csv, ".warc": _warc, ".gz": _warc, ".mbox": _mailbox,
}  # fmt: skip


def articles(source: SourceFile, published: str | None) -> Iterator[Article]:
    """The articles of a file; what cannot be read comes as an article with a reject."""
    splitter = SPLITTERS.get(source.ending)
    if splitter is None or source.raw is None:
        yield read(source, published)
        return
    found = 0
    try:
        for part in splitter(source):
            found += 1
            yield read(part, published)
        if not found:
            yield Article(source.name, reject="empty", detail="no article in it")
    except Unreadable as error:
        yield Article(source.name, reject=error.reason, detail=error.detail)
    except Exception as error:  # readers of broken archives raise whatever they like; one file must not stop the others
        yield Article(
            source.name, reject="unreadable", detail=f"{type(error).__name__}: {' '.join(str(error).split())[:150]}"
        )


def body(article: Article) -> str:
    """The article's text as Markdown that reads back as the same paragraphs."""
    return "\n\n".join(map(escaped, article.text.split("\n\n")))
