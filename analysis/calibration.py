"""How sure a row is, from the signs it carries: a share by the sides it has, times a factor for every other sign.

The same form serves three ends: the table of shares the coder ships with (coding.confidence), the same table counted anew
on some hand-coded documents (`fitted`), and the honest measure of either: shares counted on all documents but one, judged
on that one (`held_out`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

HIGHEST, LOWEST = 0.95, 0.01
PRIOR = 2.0  # rows of the common share, added to every count: three rows do not make a share of 0 or 1
ROUNDS = 20  # of proportional fitting; the shares move by less than 0.001 after ten

Signs = tuple[str, ...]  # the sides first: "both", "no_target" ...; then further signs in a fixed order


@dataclass(frozen=True)
class Table:
    """Sides -> share of right rows; further sign -> factor. Unknown sides have the `common` share, unknown signs factor 1."""

    shares: Mapping[str, float]
    factors: Mapping[str, float] = field(default_factory=dict)
    common: float = 0.5


def expected(signs: Signs, table: Table) -> float:
    """The share of right rows among rows with these signs, 0 to HIGHEST.

    >>> expected(("both", "unknown"), Table({"both": 0.8}, {"unknown": 0.5}))
    0.4
    """
    if not signs:
        return table.common
    value = table.shares.get(signs[0], table.common)
    for sign in signs[1:]:
        value *= table.factors.get(sign, 1.0)
    return min(value, HIGHEST)


def fitted(rows: Sequence[tuple[Signs, bool]]) -> Table:
    """The table counted on rows of (signs, is it right), by iterative proportional fitting: every share and factor is
    moved until the rows that carry its sign are right as often as the table expects (Deming & Stephan 1940)."""
    common = sum(right for _, right in rows) / len(rows) if rows else 0.5
    shares = dict.fromkeys(sorted({signs[0] for signs, _ in rows if signs}), common)
    factors = dict.fromkeys(sorted({sign for signs, _ in rows for sign in signs[1:]}), 1.0)
    right = Counter(sign for signs, is_right in rows for sign in signs if is_right)
    for _ in range(ROUNDS):
        for known, at in ((shares, 0), (factors, 1)):
            made = Table(shares, factors, common)
            hoped = defaultdict(float)
            for signs, _right in rows:
                for sign in signs[:1] if at == 0 else signs[1:]:
                    hoped[sign] += expected(signs, made)
            for sign in known:
                known[sign] *= (right[sign] + PRIOR * common) / (hoped[sign] + PRIOR * common)
    return Table(shares, factors, common)


def held_out(rows: Sequence[tuple[str, Signs, bool]]) -> list[float]:
    """For rows of (document, signs, is it right): what a table counted on all other documents expects of each."""
    documents = sorted({document for document, _, _ in rows})
    tables = {
        left: fitted([(signs, right) for document, signs, right in rows if document != left]) for left in documents
    }
    return [expected(signs, tables[document]) for document, signs, _ in rows]


def brier(hoped: Iterable[float], right: Iterable[bool]) -> float:
    """The mean squared difference of what was expected and what came (Brier 1950): 0 is perfect, 0.25 a tossed coin."""
    pairs = list(zip(hoped, right, strict=True))
    return sum((value - is_right) ** 2 for value, is_right in pairs) / len(pairs)


def log_loss(hoped: Iterable[float], right: Iterable[bool]) -> float:
    """The mean negative logarithm of the share given to what came; values outside LOWEST..1-LOWEST are cut."""
    cut = [(min(max(value, LOWEST), 1 - LOWEST), is_right) for value, is_right in zip(hoped, right, strict=True)]
    return -sum(math.log(value if is_right else 1 - value) for value, is_right in cut) / len(cut)
