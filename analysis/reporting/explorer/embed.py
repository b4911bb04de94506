"""Data inside a page: JSON in which nothing can end the element it stands in."""

from __future__ import annotations

import json

# what would end the script element, or a line of JavaScript
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def embedded(value: object) -> str:
    """JSON that may stand inside a script element.

    >>> embedded({"text": "</script>"})
    '{"text":"\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(ESCAPES)


def size(value: object) -> int:
    """Bytes of a value in the page, with the comma behind it."""
    return len(embedded(value).encode("utf-8", "replace")) + 1
