"""PDF files with a text layer."""

from __future__ import annotations

import io
import logging
import re

from analysis.intake.cleaning import ends_sentence, in_title_case
from analysis.intake.decoding import Unreadable
from analysis.intake.raw import Raw

MOST_PAGES = 300
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


def read(raw: bytes) -> Raw:
    """The text of a PDF with its lines joined to paragraphs. Raises Unreadable if it is locked, too long or only pictures."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("unreadable", "locked with a password; save a copy without one")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("too_large", f"{len(reader.pages)} pages, at most {MOST_PAGES}; cut the article out")
    lines = [line.strip() for page in reader.pages for line in (page.extract_text() or "").split("\n")]
    text = unwrapped([line for line in lines if not _PAGE_NUMBER.fullmatch(line)])
    if not text.strip():
        raise Unreadable("no_body", "a PDF of pictures without a text layer; run text recognition (OCR) on it first")
    return Raw(text)


def unwrapped(lines: list[str]) -> str:
    """Lines of a fixed width -> paragraphs: one ends at a blank line, or at a sentence's end well before the margin."""
    width = max((len(line) for line in lines), default=0)
    made = ""
    for number, line in enumerate(lines):
        made = made[:-1] + line if re.search(r"[a-z]-$", made) and line[:1].islower() else made + line
        is_headline = number < 3 and in_title_case(line) and not ends_sentence(line)
        ends = not line or is_headline or (ends_sentence(line) and len(line) < 0.85 * width)
        made += "\n\n" if ends else ("" if made.endswith("-") else " ")
    return made
