"""Which reader reads a file, and what every reader gives."""

from __future__ import annotations

from collections.abc import Callable

from analysis.intake import docx, eml, html, markdown, pdf, plain
from analysis.intake.decoding import Unreadable
from analysis.intake.raw import Raw

READERS: dict[str, Callable[[bytes], Raw]] = {
    ".md": markdown.read, ".markdown": markdown.read, ".txt": plain.read, ".text": plain.read, "": plain.read, ".html": html.read,
    ".htm": html.read, ".xhtml": html.read, ".docx": docx.read, ".pdf": pdf.read, ".eml": eml.read,
}  # fmt: skip
SEVERAL_ARTICLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".warc", ".gz", ".mbox")
_MAGIC = ((b"%pdf-", pdf.read), (b"<!doctype html", html.read), (b"<html", html.read))


def reader(ending: str, raw: bytes) -> Callable[[bytes], Raw]:
    """The function that reads such a file; its first bytes win over its ending. Raises Unreadable (unsupported_format)."""
    if ending in SEVERAL_ARTICLES:
        raise Unreadable(
            "unsupported_format",
            f"a {ending} file may hold several articles: use parley add FILE --case NAME, which makes one file of each",
        )
    if ending not in READERS:
        raise Unreadable(
            "unsupported_format", f"no reader for {ending} files; save it as one of {' '.join(filter(None, READERS))}, a table of articles as .csv"
        )
    head = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((read for magic, read in _MAGIC if head.startswith(magic)), READERS[ending])


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
        raise Unreadable(
            "unreadable",
            f"{type(error).__name__}: {said}. Open the file in its own program and save it again, or as text",
        ) from error
