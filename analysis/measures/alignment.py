"""Which sentence of the hand-coded sheet a sentence of ours is: both split a text in their own way, so words decide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

LEAST_SHARED = 0.6  # of the shorter sentence's words


def words(text: str) -> frozenset[str]:
    """The words of a text in lower case."""
    return frozenset(re.findall(r"\w+", text.lower()))


def align(sheet: Iterable, sentences: Iterable) -> dict[str, tuple[str, str]]:
    """sentence_id -> (doc_id, sent_no) of the sheet's sentence it shares most words with, where there is one.

    Of several that share as much the one of nearest length is taken, then the first.
    """
    by_document = defaultdict(list)
    for row in sheet:
        by_document[row.doc_id].append((int(row.sent_no), row.sent_no, words(row.text)))
    found = {}
    for sentence in sentences:
        ours = words(sentence.text)
        options = [
            (*_unlike(ours, theirs), order, number) for order, number, theirs in by_document[sentence.article_id]
        ]
        best = min(options, default=None)
        if best and best[0] <= 1 - LEAST_SHARED:
            found[sentence.sentence_id] = (sentence.article_id, best[3])
    return found


def _unlike(ours: frozenset[str], theirs: frozenset[str]) -> tuple[float, float]:
    """The share of the shorter sentence's words that are not shared, then of all words."""
    shared = len(ours & theirs)
    return 1 - shared / (min(len(ours), len(theirs)) or 1), 1 - shared / (len(ours | theirs) or 1)
