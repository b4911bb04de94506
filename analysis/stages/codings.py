"""codings: who did what to whom in each sentence, did it happen, who says so.

Reads   sentences, tokens, articles, and the lexicon
Writes  codings (one row per coded event, key coding_id), participants (one row per actor in a coding), quantities (one row per number)
"""

from __future__ import annotations

import pandas as pd

from analysis.case import Case
from analysis.coding import rows
from analysis.coding.coder import code_document
from analysis.coding.document import documents
from analysis.lexicon import Lexicon

READS = ("articles", "sentences", "tokens")
WRITES = ("codings", "participants", "quantities")
PARAMS = "code"


def build(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    lexicon: Lexicon,
    case: Case,
    params,
    progress=None,
) -> dict[str, pd.DataFrame]:
    """Codes every article; rows below `params.min_confidence` are left out."""
    track = progress("coding articles", sentences["article_id"].nunique()) if progress else None
    parts = []
    for doc in documents(sentences, tokens, articles):
        found = [
            c for c in code_document(doc, lexicon, case.parties, case.sides) if c.confidence >= params.min_confidence
        ]
        parts.append(rows.rows(doc, found))
        if track:
            track.advance(1)
    return rows.frames(parts)
