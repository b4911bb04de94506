"""codings: who did what to whom in each sentence, did it happen, who says so.

Reads   sentences, tokens, articles, the case's corrections, the registry of actors and places, and the lexicon
Writes  codings (one row per coded event, key coding_id), participants (one row per actor in a coding), quantities (one
        row per number), running_tolls (one row per running count of the dead), locations (one row per place the codings name), correction_log (one row per correction and what became of it), coder_faults (one
        row per answer of a coder outside that was refused; none with the built-in coder)
"""

from __future__ import annotations

import pandas as pd

from analysis.case import Case
from analysis.coding import rows
from analysis.coding.corrections import apply
from analysis.coding.document import documents
from analysis.coding.endpoint import EndpointCoder
from analysis.coding.locations import located
from analysis.coding.running_tolls import running_tolls
from analysis.coding.seam import Coder, RulesCoder
from analysis.lexicon import Lexicon
from analysis.measures.records import frame, records
from analysis.params import ParamsError

READS = ("articles", "sentences", "tokens", "corrections", "actors", "places")
WRITES = ("codings", "participants", "quantities", "running_tolls", "locations", "correction_log", "coder_faults")
PARAMS = "code"


def build(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    corrections: pd.DataFrame,
    actors: pd.DataFrame,
    places: pd.DataFrame,
    *,
    lexicon: Lexicon,
    case: Case,
    params,
    progress=None,
) -> dict[str, pd.DataFrame]:
    """Codes every article, then applies the corrections; rows below `params.min_confidence` are left out."""
    track = progress("coding articles", sentences["article_id"].nunique()) if progress else None
    parts, tolls = [], []
    coder = chosen(params, lexicon, case)
    for doc in documents(sentences, tokens, articles):
        parts.append(coder.code(doc))
        carried = {row["char_start"] for row in parts[-1][2]}
        tolls += running_tolls(doc, lexicon, case.sides, case.parties, carried)
        if track:
            track.advance(1)
    texts = dict(zip(sentences["sentence_id"], sentences["text"], strict=True))
    made = apply(*rows.joined(parts), records(corrections), texts, lexicon)
    log = frame("correction_log", made.log)
    faults = frame(
        "coder_faults", [{"fault_no": number, "detail": said} for number, said in enumerate(coder.faults, 1)]
    )
    tables = rows.frames(made.codings, made.participants, made.quantities)
    tables["running_tolls"] = frame("running_tolls", tolls)
    where = frame("locations", located(made.codings, records(places), actors["actor_id"]))
    return tables | {"locations": where, "correction_log": log, "coder_faults": faults}


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
