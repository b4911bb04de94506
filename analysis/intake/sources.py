"""Which files are articles, and their bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# files of a case folder that are no articles
NOT_ARTICLES = ("case.yaml", "roles.csv", "corrections.csv", "gold.tsv", "gold_sheet.tsv", "README.md")


@dataclass(frozen=True)
class SourceFile:
    """One file: its path below the folder of articles (with /), its bytes (None if too large or unreadable), its size."""

    name: str
    raw: bytes | None
    size: int
    problem: str = ""

    @property
    def stem(self) -> str:
        """The file name without folder and ending: the article's id."""
        return Path(self.name).stem

    @property
    def ending(self) -> str:
        """The file's ending in lower case, with its dot."""
        return Path(self.name).suffix.lower()


def load(path: Path, name: str, max_bytes: int) -> SourceFile:
    """A file's bytes; a larger file, a link that leads nowhere or one that may not be read has a problem instead."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            return SourceFile(name, None, size, "too_large")
        return SourceFile(name, path.read_bytes(), size)
    except OSError as error:
        return SourceFile(name, None, 0, f"unreadable: {error.strerror}")


def files(folder: Path, max_bytes: int) -> list[SourceFile]:
    """Every file below a folder in the order of their paths, without hidden files and the case's own tables."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in Path(name).parts)
        if (path.is_file() or path.is_symlink()) and not path.is_dir() and not hidden and name not in NOT_ARTICLES:
            found.append(load(path, name, max_bytes))
    return found


def sources(paths: list[str], max_bytes: int = 5_000_000) -> Iterator[SourceFile]:
    """The files named on a command line: files, folders, and "-" for standard input."""
    for path in paths:
        if path == "-":
            raw = sys.stdin.buffer.read(max_bytes + 1)
            yield SourceFile("stdin.txt", raw if len(raw) <= max_bytes else None, len(raw), "" if len(raw) <= max_bytes else "too_large")
        elif Path(path).is_dir():
            yield from files(Path(path), max_bytes)
        else:
            yield load(Path(path), Path(path).name, max_bytes)
