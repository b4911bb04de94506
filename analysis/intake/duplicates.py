"""Articles that repeat another one: the same words, or nearly the same in the same week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz

from analysis.intake.article import Article

NEARLY = 97.0  # per cent of words in common, in order
DAYS = 7
FEWEST_WORDS = 40  # a shorter text is a duplicate only if it is the same


def _words(article: Article) -> list[str]:
    return re.findall(r"\w+", article.text.casefold())


def originals(articles: Sequence[Article]) -> list[str | None]:
    """For each article the id of the earlier one it repeats, or None. The earliest by day, then by id, is the original."""
    first: dict[tuple[str, ...], str] = {}
    kept: list[tuple[date, list[str], str]] = []  # dated originals in the order of their days
    original: dict[str, str | None] = {}
    for article in sorted(articles, key=lambda a: (a.published or date.max.isoformat(), a.article_id)):
        words = _words(article)
        found = first.get(tuple(words))
        day = date.fromisoformat(article.published) if article.published else None
        if found is None and day and len(words) >= FEWEST_WORDS:
            kept = [row for row in kept if (day - row[0]).days <= DAYS]
            found = _nearly(words, kept)
            if found is None:
                kept.append((day, words, article.article_id))
        original[article.article_id] = found
        first.setdefault(tuple(words), found or article.article_id)
    return [original[article.article_id] for article in articles]


def _nearly(words: list[str], kept: list[tuple[date, list[str], str]]) -> str | None:
    return next((name for _, others, name in kept if fuzz.ratio(words, others, score_cutoff=NEARLY)), None)
