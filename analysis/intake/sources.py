"""Which files are articles, and their bytes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

# files of a case folder that are no articles; hidden files are none either
NOT_ARTICLES = ("case.yaml", "roles.csv", "corrections.csv", "gold*.tsv", "*.dvc")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class SourceFile:
    """One file: its path below the folder of articles (with /), its bytes, its size.

    Where it could not be read, `raw` is None, `problem` a word of the vocabulary of rejects.reason and `detail` says more.
    """

    name: str
    raw: bytes | None
    size: int
    problem: str = ""
    detail: str = ""

    @property
    def stem(self) -> str:
        """The file name without folder and ending."""
        return PurePosixPath(self.name).stem

    @property
    def ending(self) -> str:
        """The file's ending in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()


def shown(name: str) -> str:
    r"""A file name as it can stand in a table: bytes that are no UTF-8 and control characters as \x escapes."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda found: f"\\x{ord(found.group()):02x}", name)


def load(path: Path, name: str, max_bytes: int, below: Path | None = None) -> SourceFile:
    """A file's bytes, or the reason why not. A link that leads out of the folder `below` is not followed."""
    if shown(name) != name:
        return SourceFile(
            shown(name),
            None,
            0,
            "unsafe_path",
            "the file name holds control characters or is no UTF-8; rename the file",
        )
    try:
        if below is not None and path.is_symlink() and not path.resolve(strict=True).is_relative_to(below.resolve()):
            return SourceFile(
                name, None, 0, "unsafe_path", "a link that leads out of the folder; put the file itself there"
            )
        size = path.stat().st_size
        if size > max_bytes:
            return SourceFile(
                name,
                None,
                size,
                "too_large",
                f"{size} bytes, at most {max_bytes}; raise articles.max_bytes in params.yaml if it is one article",
            )
        return SourceFile(name, path.read_bytes(), size)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        return SourceFile(
            name,
            None,
            0,
            "unreadable",
            f"{getattr(error, 'strerror', None) or 'a link that leads to itself'}; look at the file and its permissions",
        )


def _paths(folder: Path) -> list[Path]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(where, name)
            kept_out = name.startswith(".") or any(fnmatch(name, pattern) for pattern in NOT_ARTICLES)
            if not kept_out and (path.is_file() or path.is_symlink()):
                found.append(path)
    return sorted(found, key=lambda path: os.fsencode(path.relative_to(folder).as_posix()))


class Folder:
    """The article files below a folder in the order of their paths; bytes are read one file at a time."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self.folder, self.max_bytes = Path(folder), max_bytes
        self.paths = _paths(self.folder)

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[SourceFile]:
        for path in self.paths:
            yield load(path, path.relative_to(self.folder).as_posix(), self.max_bytes, below=self.folder)


def files(folder: Path, max_bytes: int) -> Folder:
    """Every file below a folder but hidden ones and the case's own tables. Raises FileNotFoundError without the folder."""
    if not Path(folder).is_dir():
        raise FileNotFoundError(
            f"{folder}: no such folder of articles; make it and put articles there, or use `parley add`"
        )
    return Folder(folder, max_bytes)


def sources(paths: list[str], max_bytes: int = 5_000_000) -> Iterator[SourceFile]:
    """The files named on a command line: files, folders, and "-" for standard input."""
    for path in paths:
        if path == "-":
            raw = sys.stdin.buffer.read(max_bytes + 1)
            if len(raw) > max_bytes:
                yield SourceFile("stdin.txt", None, len(raw), "too_large", f"more than {max_bytes} bytes")
            else:
                yield SourceFile("stdin.txt", raw, len(raw))
        elif Path(path).is_dir():
            yield from files(Path(path), max_bytes)
        else:
            yield load(Path(path), Path(path).name, max_bytes)
