"""Whose voice a reader hears: how often each publisher lets whom speak, against what its size and theirs would give.

Standardised residual (o - e) / sqrt(e), e = row sum * column sum / total. Voice balance V = (claims by A - claims by B) /
(A + B): 1 only A is heard, -1 only B. Counts are of codings with a claimant other than the narrator. Source: methods
2.16.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import sqrt

from analysis.measures.intervals import wilson
from analysis.measures.parties import Camps
from analysis.measures.records import codes
from analysis.measures.tellings import NARRATOR, UNSPEC


def voices(codings: Iterable, articles: Iterable) -> list[dict]:
    """One row per publisher and claimant that it lets speak, sorted."""
    papers = {row.article_id: row.publisher or "unknown" for row in articles}
    counts: Counter = Counter()
    for row in codings:
        for holder in codes(row.claimant):
            if holder != NARRATOR:
                counts[papers[row.article_id], holder] += 1
    by_paper, by_holder, total = Counter(), Counter(), sum(counts.values())
    for (paper, holder), n in counts.items():
        by_paper[paper] += n
        by_holder[holder] += n
    rows = []
    for (paper, holder), n in sorted(counts.items()):
        expected = by_paper[paper] * by_holder[holder] / total
        rows.append(
            {
                "publisher": paper,
                "claimant": holder,
                "n_codings": n,
                "expected": expected,
                "residual": (n - expected) / sqrt(expected),
            }
        )
    return rows


def publishers(codings: Iterable, articles: Iterable, camps: Camps, least: int) -> list[dict]:
    """One row per publisher: how much it carries, whose line, and the balance of the parties' voices with its interval."""
    articles = list(articles)
    papers = {row.article_id: row.publisher or "unknown" for row in articles}
    held = defaultdict(list)
    for row in codings:
        held[papers[row.article_id]].append(codes(row.claimant) or (NARRATOR,))
    rows = []
    for paper in sorted(set(papers.values())):
        own = [row for row in articles if (row.publisher or "unknown") == paper]
        lines = held[paper]
        spoken = [{camps.side(code) for code in line} for line in lines]
        sides = [sum(party in line for line in spoken) for party in camps.parties] or [0, 0]
        rows.append(
            {
                "publisher": paper,
                "n_articles": sum(not row.duplicate_of for row in own),
                "n_codings": len(lines),
                "n_official": sum(bool(row.official_line) for row in own),
                "narration_share": sum(line == (NARRATOR,) for line in lines) / len(lines) if lines else "",
                "anonymous_share": sum(UNSPEC in line for line in lines) / len(lines) if lines else "",
                **_balance(*sides, least),
            }
        )
    return rows


def _balance(first: int, second: int, least: int) -> dict:
    n = first + second
    row = {"claims_a": first, "claims_b": second, "voice_balance": "", "low": "", "high": "", "note": "insufficient"}
    if n >= least and n:
        low, high = (2 * end - 1 for end in wilson(first, n))
        row |= {"voice_balance": (first - second) / n, "low": low, "high": high, "note": ""}
    return row
