"""What a reader is shown in place of a code: the registry's label, or words made from a code the coder made."""

from __future__ import annotations

from collections.abc import Mapping

# the kinds of groups a text only describes (codebook), as the second half of STATE_KIND
KINDS = {
    "ARMED_GROUP": "armed group", "PROTESTERS": "protesters", "OPPOSITION": "opposition", "CIVILIANS": "civilians",
    "MEDIA": "media", "OTHER": "other",
}  # fmt: skip
DESCRIBED = tuple(f"_{kind}" for kind in KINDS)
SMALL = ("of", "the", "and", "for", "in", "on", "to")


def is_described(code: str) -> bool:
    """True for the code of a group a text only describes.

    >>> is_described("SYR_ARMED_GROUP"), is_described("OSCE_MINSK")
    (True, False)
    """
    return code.endswith(DESCRIBED)


def label_of(code: str, known: Mapping[str, str]) -> str:
    """The label of a code. `known`: code -> label of the registered actors.

    >>> label_of("SYR_ARMED_GROUP", {"SYR": "Syria"})
    'Syria: armed group'
    >>> label_of("MOVEMENT_OF_FREE_OFFICERS", {})
    'Movement of Free Officers'
    >>> label_of("TPLF", {})
    'TPLF'
    """
    if code in known:
        return known[code]
    state, _, kind = code.partition("_")
    if kind in KINDS:
        return f"{known.get(state, state)}: {KINDS[kind]}"
    if "_" not in code:
        return code if len(code) <= 6 else code.capitalize()
    words = code.lower().split("_")
    return " ".join(word if k and word in SMALL else word.capitalize() for k, word in enumerate(words) if word)
