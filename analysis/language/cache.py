"""A cache of parsed articles by content: one new article costs one article. It lives outside the pipeline's outputs."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from functools import lru_cache
from pathlib import Path

from analysis.language import model, parse, segment
from analysis.language.model import WHOLE_WORDS
from analysis.language.parse import SentenceRow, TokenRow


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of the code that parses: a changed rule for sentences makes every stored parse old."""
    sources = [Path(module.__file__).read_bytes() for module in (model, parse, segment)]
    return hashlib.sha256(b"\x00".join(sources)).hexdigest()


def key(text: str, published: str, model_digest: str) -> str:
    """SHA-256 over all that a parse depends on."""
    parts = (_code(), model_digest, "|".join(WHOLE_WORDS), published, text)
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _file(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.json.z"


def get(folder: Path, name: str) -> tuple[list[SentenceRow], list[TokenRow]] | None:
    """The stored parse, or None if there is none or it cannot be read (it is then made anew)."""
    try:
        sentences, tokens = json.loads(zlib.decompress(_file(folder, name).read_bytes()))
        return [SentenceRow(*row) for row in sentences], [TokenRow(*row) for row in tokens]
    except (OSError, zlib.error, ValueError, TypeError):
        return None


def put(folder: Path, name: str, parse: tuple[list[SentenceRow], list[TokenRow]]) -> None:
    """Stores a parse whole or not at all (written beside, then renamed)."""
    file = _file(folder, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_bytes(
        zlib.compress(json.dumps(parse, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 3)
    )
    part.replace(file)
