"""The language model: loaded once a process, its files verified, its tokenizer taught a few words of the news."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib
import importlib.metadata
import warnings
from functools import lru_cache
from pathlib import Path

# Words the tokenizer would tear apart; the parser then attaches them wrongly.
WHOLE_WORDS = (
    "Nagorno-Karabakh", "Nagorno-Karabakh's", "cease-fire", "cease-fires", "Cease-fire", "Ben-Gvir", "Al-Qaeda", "al-Qaeda",
    "al-Shabaab", "Al-Shabaab", "stand-off", "follow-up", "co-chair", "co-chairs", "Co-chairs", "so-called",
)  # fmt: skip


class ModelError(RuntimeError):
    """The language model is missing or changed; the message says how to mend it."""


def _distribution(model: str):
    try:
        return importlib.metadata.distribution(model.replace("_", "-"))
    except importlib.metadata.PackageNotFoundError:
        return None


def verify(model: str) -> str:
    """SHA-256 over the recorded hashes of the installed pipeline's files, after checking each file against its record.

    Raises ModelError when a file differs from the record its wheel was installed with (the wheel's own hash is in
    requirements.lock). A pipeline given as a folder has no record: its files are hashed as they are.
    """
    folder = Path(model)
    digest = hashlib.sha256()
    if folder.is_dir():
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(
                f"{file.relative_to(folder).as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}".encode()
            )
        return digest.hexdigest()
    dist = _distribution(model)
    if dist is None:
        raise ModelError(
            f"params.yaml: parse.model: no spaCy pipeline {model!r} is installed and no such folder exists. "
            "Run `make env`, or name an installed pipeline or the folder of one."
        )
    record = dist.read_text("RECORD") or ""
    for name, wanted, _ in csv.reader(record.splitlines()):
        if not wanted.startswith("sha256=") or name.endswith((".py", ".pyc")):
            continue
        found = (
            base64.urlsafe_b64encode(hashlib.sha256(dist.locate_file(name).read_bytes()).digest()).rstrip(b"=").decode()
        )
        if found != wanted.removeprefix("sha256="):
            raise ModelError(f"{dist.locate_file(name)}: this file of the language model {model!r} was changed. "
                             "Remove .venv and run `make env` to install it afresh.")  # fmt: skip
        digest.update(f"{name} {wanted}".encode())
    return digest.hexdigest()


@lru_cache(maxsize=2)
def load(model: str):
    """The verified spaCy pipeline `model` (an installed package's import name, or a folder)."""
    import spacy
    from spacy.symbols import ORTH
    from spacy.util import compile_infix_regex

    verify(model)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095.*")  # trained on an older minor version: output is identical
        warnings.filterwarnings("ignore", category=FutureWarning)
        nlp = spacy.load(model) if Path(model).is_dir() else importlib.import_module(model).load()
    for word in WHOLE_WORDS:
        parts = [word.removesuffix("'s"), "'s"] if word.endswith("'s") else [word]
        nlp.tokenizer.add_special_case(word, [{ORTH: part} for part in parts])
    # "U.S.-brokered", "the forces (RSF)—to leave": the default infixes part only letters from letters
    parting = (r"(?<=[A-Z]\.)-(?=[A-Za-z])", r"—")
    nlp.tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, *parting]).finditer
    return nlp
