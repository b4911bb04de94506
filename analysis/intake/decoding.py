"""Bytes -> text, and what is no text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

SAMPLE = 100_000  # bytes the encoding is guessed from
FEWEST = 8  # characters of UTF-16 that can be known without a mark
FEW_FOREIGN = 0.04  # share of bytes beyond ASCII in a text that is English for all that
# the encodings news files come in; a guess among all of Python's would take a short text for anything
LIKELY = [
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1254",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp1257",
    "koi8_r",
    "iso8859_5",
    "shift_jis",
    "euc_kr",
    "big5",
    "gb18030",
]
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")


class Unreadable(ValueError):
    """The file is no article; `reason` is a word of the vocabulary of rejects.reason, `detail` says what would help."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding its bytes were in."""

    text: str
    encoding: str


def _without_mark(raw: bytes) -> str | None:
    """UTF-16 that lost its mark: every other byte of English text is zero."""
    head = raw[: SAMPLE - SAMPLE % 2]
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if half < FEWEST:
        return None
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(raw: bytes) -> str:
    mark = next((name for mark, name in MARKS if raw.startswith(mark)), None)
    if mark:
        return mark
    if b"\x00" in raw:
        found = _without_mark(raw)
        if found is None:
            raise Unreadable("not_text", "holds NUL bytes: a binary file. Save it as text, html, docx or pdf")
        return found
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if sum(byte > 127 for byte in raw[:SAMPLE]) < FEW_FOREIGN * len(raw[:SAMPLE]):
        return "cp1252"  # English with a few curly quotes and accents
    best = from_bytes(raw[:SAMPLE], cp_isolation=LIKELY).best()
    if best is None:
        raise Unreadable("bad_encoding", "neither UTF-8 nor any likely older encoding; save the file as UTF-8")
    return best.encoding


def decode(raw: bytes, declared: str = "") -> Decoded:
    """The text of a file; `declared` is an encoding the file names, tried first. Raises Unreadable for what is no text."""
    for name in (declared, None):
        if name == "":
            continue
        encoding = name or _guess(raw)
        try:
            text = raw.decode(encoding)
            break
        except (LookupError, UnicodeError, ValueError) as error:
            if name is None:
                raise Unreadable(
                    "bad_encoding", f"taken for {encoding}, but it is not throughout; save the file as UTF-8"
                ) from error
    if len(_ODD.findall(text)) > 0.01 * len(text):
        raise Unreadable("not_text", "full of control characters: a binary file. Save it as text, html, docx or pdf")
    return Decoded(text, encoding.replace("utf-8-sig", "utf-8"))
