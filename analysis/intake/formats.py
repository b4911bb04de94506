"""Which reader reads a file, and what every reader gives."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from analysis.intake import markdown, plain
from analysis.intake.decoding import Unreadable
from analysis.intake.raw import Raw

# ending -> module of this package with `read(bytes) -> Raw`; those that need a library are loaded when they are needed
READERS = {
    ".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".text": "plain", "": "plain", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".docx": "docx", ".pdf": "pdf", ".eml": "eml",
}  # fmt: skip
SEVERAL_ARTICLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".warc", ".gz", ".mbox")
_MAGIC = ((b"%PDF-", "pdf"), (b"<!doctype html", "html"), (b"<html", "html"))


def reader(ending: str, raw: bytes) -> Callable[[bytes], Raw]:
    """The function that reads such a file; its first bytes win over its ending. Raises Unreadable (unsupported_format)."""
    if ending in SEVERAL_ARTICLES:
        raise Unreadable("unsupported_format", f"a {ending} file may hold several articles: use parley add FILE --case NAME, which makes one file of each")
    if ending not in READERS:
        raise Unreadable("unsupported_format", f"no reader for {ending} files; save it as one of {' '.join(filter(None, READERS))}")
    head = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    name = next((name for magic, name in _MAGIC if head.startswith(magic.lower())), READERS[ending])
    return {"markdown": markdown.read, "plain": plain.read}.get(name) or importlib.import_module(f"analysis.intake.{name}").read


def extract(ending: str, raw: bytes) -> Raw:
    """The contents of a file. Raises Unreadable, and nothing else."""
    read = reader(ending, raw)
    if not raw.strip():
        raise Unreadable("empty", "the file is empty")
    try:
        return read(raw)
    except Unreadable:
        raise
    except RecursionError as error:
        raise Unreadable("unreadable", "nested too deeply to be an article") from error
    except Exception as error:  # readers of broken files raise whatever they like; one file must not stop the river
        said = " ".join(str(error).split())[:150]
        raise Unreadable("unreadable", f"{type(error).__name__}: {said}. Open the file in its own program and save it again, or as text") from error
