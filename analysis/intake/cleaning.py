"""What in a file is the article: headline apart, boilerplate out, paragraphs kept, the words themselves untouched."""

from __future__ import annotations

import re
import unicodedata

BOILERPLATE = re.compile(
    r"^(?:advertisement|advertising|sponsored(?: content)?|read more:?.*|read also:?.*|see also:?.*|related(?: stories| articles)?:?|share this.*|sign up .*|subscribe.*|"
    r"click here.*|follow us .*|more on this story.*|loading.*|©.*|\(c\).*|copyright .*|all rights reserved.*|\(?(?:reporting|editing|writing|additional reporting) by .*|"
    r"photo(?:graph)?:.*|image:.*|caption:.*|file photo.*|getty images|most read.*|cookie.*)$",
    re.IGNORECASE,
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]")


def normal(text: str) -> str:
    """NFC, LF, no control or direction characters, no lone surrogates; spaces in a line folded."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"[^\S\n]+", " ", text)


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a text. Lines broken at a fixed width are joined; a text without blank lines has one paragraph a line."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", normal(text)) if block.strip()]
    if len(blocks) == 1 and blocks[0].count("\n") >= 2:
        lines = blocks[0].split("\n")
        if sum(line.rstrip().endswith((".", "!", "?", "”", '"')) for line in lines) >= 0.6 * len(lines):
            return [line.strip() for line in lines if line.strip()]
    return [re.sub(r"\s*\n\s*", " ", block) for block in blocks]


def looks_like_headline(line: str) -> bool:
    """A short line without a full stop in which most words begin with a capital, or the only short line."""
    words = line.split()
    if not 3 <= len(words) <= 20 or line.rstrip().endswith((".", "!", "?", ":", ",", ";", '"', "”")):
        return False
    return sum(word[:1].isupper() or word[:1].isdigit() for word in words) >= 0.6 * len(words)


def same(a: str, b: str) -> bool:
    """True if two lines say the same but for case and punctuation."""
    plain = lambda line: re.sub(r"\W+", "", line).casefold()  # noqa: E731
    return bool(plain(a)) and plain(a) == plain(b)


def clean(text: str, title: str) -> tuple[str, str, int]:
    """(title, body, lines left out). The body's paragraphs are separated by one blank line."""
    blocks = paragraphs(text)
    kept = [block for block in blocks if not BOILERPLATE.match(block)]
    left_out = len(blocks) - len(kept)
    title = re.sub(r"\s+", " ", normal(title)).strip()
    if not title and len(kept) > 1 and (looks_like_headline(kept[0]) or any(same(kept[0], other) for other in kept[1:])):
        title = kept[0]
        kept = kept[1:]
    body = [block for block in kept if not (title and same(block, title))]
    return title, "\n\n".join(body), left_out + len(kept) - len(body)
