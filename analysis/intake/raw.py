"""What a reader makes of a file's bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Raw:
    """A file before cleaning: its text, the headline its format marks, what it says of itself, the encoding it was in."""

    text: str
    title: str = ""
    front: dict[str, object] = field(default_factory=dict)
    encoding: str = ""
