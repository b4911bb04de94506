"""codings: who did what to whom in each sentence, did it happen, who says so.

Reads   sentences, tokens, articles, the case's corrections, and the lexicon
Writes  codings (one row per coded event, key coding_id), participants (one row per actor in a coding), quantities (one
        row per number), correction_log (one row per correction and what became of it)
"""

from __future__ import annotations

import sys

import pandas as pd

from analysis.case import Case
from analysis.coding import rows
from analysis.coding.corrections import apply
from analysis.coding.document import documents
from analysis.coding.endpoint import EndpointCoder
from analysis.coding.seam import Coder, RulesCoder
from analysis.lexicon import Lexicon
from analysis.measures.records import frame, records
from analysis.params import ParamsError

READS = ("articles", "sentences", "tokens", "corrections")
WRITES = ("codings", "participants", "quantities", "correction_log")
PARAMS = "code"


def build(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    corrections: pd.DataFrame,
    *,
    lexicon: Lexicon,
    case: Case,
    params,
    progress=None,
) -> dict[str, pd.DataFrame]:
    """Codes every article, then applies the corrections; rows below `params.min_confidence` are left out."""
    track = progress("coding articles", sentences["article_id"].nunique()) if progress else None
    parts = []
    coder = chosen(params, lexicon, case)
    for doc in documents(sentences, tokens, articles):
        parts.append(coder.code(doc))
        if track:
            track.advance(1)
    texts = dict(zip(sentences["sentence_id"], sentences["text"], strict=True))
    made = apply(*rows.joined(parts), records(corrections), texts, lexicon)
    log = frame("correction_log", made.log)
    untouched = [f"correction {r['correction_no']}: {r['outcome']}: {r['detail']}" for r in made.log if r["detail"]]
    for line in [*coder.faults, *untouched]:
        print(f"parley codings: {line}", file=sys.stderr)
    return rows.frames(made.codings, made.participants, made.quantities) | {"correction_log": log}


def chosen(params, lexicon: Lexicon, case: Case) -> Coder:
    """The coder params.yaml names. Raises ParamsError for a name nobody knows, or an endpoint without an address."""
    if params.coder == "rules":
        return RulesCoder(lexicon, case.parties, case.sides, params.min_confidence)
    if params.coder != "endpoint":
        raise ParamsError(f"params.yaml: code.coder: {params.coder!r} is none of rules, endpoint")
    if not params.endpoint.startswith(("http://", "https://")) or not params.model:
        raise ParamsError(
            "params.yaml: code.coder is endpoint; set code.endpoint (http://localhost:8000/v1) and code.model"
        )
    return EndpointCoder(params.endpoint, params.model, lexicon, params.timeout, params.min_confidence)
