"""Text files: perhaps front matter, then the words."""

from __future__ import annotations

from analysis.intake import cleaning, frontmatter
from analysis.intake.decoding import decode
from analysis.intake.raw import Raw


def read(raw: bytes) -> Raw:
    """A text file. Raises Unreadable for what is no text or has broken front matter."""
    found = decode(raw)
    front, body = frontmatter.split(cleaning.normal(found.text))
    return Raw(body, "", front, found.encoding)
