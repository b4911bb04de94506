"""parses: sentences and tokens of every article that is no duplicate.

Reads   articles, texts
Writes  sentences (one row per sentence, key sentence_id) and tokens (one row per token, key article_id + token_no)
Raises  language.model.ModelError if the language model is missing or changed
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from analysis.language import cache as store
from analysis.language import engines, model
from analysis.language.parse import SentenceRow, TokenRow, parse_article

READS = ("articles", "texts")
WRITES = ("sentences", "tokens")
PARAMS = "parse"


def _parse(job: tuple[str, str, str], *, model_name: str, folder: Path | None):
    text, published, name = job
    found = store.get(folder, name) if folder else None
    if found is None:
        found = parse_article(text, published, model_name)
        if folder:
            store.put(folder, name, found)
    return found


def build(
    articles: pd.DataFrame, texts: pd.DataFrame, *, params, cache: Path | None = None, progress=None
) -> dict[str, pd.DataFrame]:
    """Parses in the order of article ids; `cache` is a folder of parses by content, or None."""
    digest = model.verify(params.model)
    wanted = articles[articles["duplicate_of"].isna()].sort_values("article_id")
    text_of = dict(zip(texts["article_id"], texts["text"], strict=True))
    ids = list(wanted["article_id"])
    days = ["" if pd.isna(day) else day for day in wanted["published"]]
    jobs = [(text_of[name], day, store.key(text_of[name], day, digest)) for name, day in zip(ids, days, strict=True)]
    track = progress("parsing articles", len(jobs)) if progress else None
    sentences, tokens = [], []
    for name, parse in zip(
        ids,
        engines.each(partial(_parse, model_name=params.model, folder=cache), jobs, params.workers, params.engine),
        strict=True,
    ):
        sentences += [(f"{name}#{row.sentence_no:03d}", name, *row) for row in parse[0]]
        tokens += [(name, *row) for row in parse[1]]
        if track:
            track.advance(1)
    return {
        "sentences": pd.DataFrame(sentences, columns=["sentence_id", "article_id", *SentenceRow._fields]),
        "tokens": pd.DataFrame(tokens, columns=["article_id", *TokenRow._fields]),
    }
