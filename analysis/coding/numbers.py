"""Numbers in words and figures: "2,300", "1.5 million", "between 10 and 15", "at least 21", "hundreds of thousands"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.calendar import MONTHS
from analysis.coding.document import Document, Sentence

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: float(n) for n, word in enumerate(_SMALL.split())} | {
    word: 10.0 * n for n, word in enumerate(_TENS.split(), 2)
}
SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
VAGUE = {"dozens": 12, "scores": 20, "tens": 10, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
STARTS = frozenset((*WORDS, *VAGUE, "a", "half"))  # what a number may begin with, beside a figure
LINKS = ("to", "-", "–", "and", "or")
AT_LEAST = re.compile(
    r"(?:at least|more than|over|no fewer than|no less than|not less than|upwards? of|exceeding|above)$"
)
AT_MOST = re.compile(r"(?:up to|at most|no more than|not more than|fewer than|less than|under|below|as many as)$")
MONEY = ("$", "€", "£", "us$", "usd", "eur")
NO_COUNT = ("MONEY", "PERCENT")
MONEY_OR_SHARE = ("percent", "%", "per", "dollars", "euros", "pounds", "rubles", "roubles")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens first..end-1. One figure fills best; a bound or a range fills low, high and leaves best empty."""

    first: int
    end: int
    low: float | None
    best: float | None
    high: float | None


def numbers(doc: Document, sentence: Sentence) -> Iterator[Number]:
    """The numbers of a sentence in order, without years, days of a month, sums of money and shares.

    "Dozens", "hundreds" and the like are read as at least two of them, and fill low.
    """
    end = sentence.end
    for found in doc.scan(sentence, STARTS, lambda i: _range(doc, i, end) or _single(doc, i, end)):
        if not _is_other(doc, found, sentence):
            yield _bounded(doc, found, sentence.first)


def _range(doc: Document, i: int, end: int) -> Number | None:
    """ "10 to 15", "10-15", "between 10 and 15", "three or four"."""
    first = _single(doc, i, end)
    if first is None or first.best is None or first.end + 1 >= end:
        return None
    link = doc.tokens[first.end].text.lower()
    second = _single(doc, first.end + 1, end) if link in LINKS else None
    if second is None or second.best is None or second.best <= first.best:
        return None
    if link == "and" and (i == 0 or doc.tokens[i - 1].text.lower() != "between"):
        return None
    if link == "or" and second.best != first.best + 1:
        return None
    low = first.best
    scale = next(
        (SCALES[t.text.lower()] for t in doc.tokens[second.end - 1 : second.end] if t.text.lower() in SCALES), 1
    )
    if scale > 1 and first.end == i + 1 and low * scale < second.best and low < 1000:
        low *= scale  # "10 to 15 thousand"
    return Number(i, second.end, low, None, second.best)


def _single(doc: Document, i: int, end: int) -> Number | None:
    text = doc.tokens[i].text.lower().replace(",", "")
    if text in VAGUE:
        return _vague(doc, i, end)
    k = i + 1
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", text):
        value = float(text)
    elif text in WORDS:
        value = WORDS[text]
        if (
            value >= 20
            and k + 1 < end
            and doc.tokens[k].text == "-"
            and 0 < WORDS.get(doc.tokens[k + 1].text.lower(), 0) < 10
        ):
            value, k = value + WORDS[doc.tokens[k + 1].text.lower()], k + 2  # "twenty-five"
    elif text in ("a", "half") and k < end and doc.tokens[k].text.lower() in ("a", *SCALES):
        value = 0.5 if text == "half" else 1.0
        k += doc.tokens[k].text.lower() == "a"
        if k >= end or doc.tokens[k].text.lower() not in SCALES:
            return None
    else:
        return None
    while k < end and doc.tokens[k].text.lower() in SCALES:
        value, k = value * SCALES[doc.tokens[k].text.lower()], k + 1
    return Number(i, k, None, value, None)


def _vague(doc: Document, i: int, end: int) -> Number:
    """ "dozens", "hundreds of thousands": at least two of them."""
    low, k = 2.0, i
    while k < end and doc.tokens[k].text.lower() in VAGUE:
        low *= VAGUE[doc.tokens[k].text.lower()]
        more = k + 2 < end and doc.tokens[k + 1].text == "of" and doc.tokens[k + 2].text.lower() in VAGUE
        k += 2 if more else 1
        if not more:
            break
    return Number(i, k, low, None, None)


def _bounded(doc: Document, found: Number, first: int) -> Number:
    """The number with the words before it: "at least 21" fills low, "up to 90,000" high."""
    before = " ".join(token.text.lower() for token in doc.tokens[max(first, found.first - 3) : found.first])
    if found.best is None:
        return found
    for words, sides in ((AT_LEAST, (found.best, None, None)), (AT_MOST, (None, None, found.best))):
        if bound := words.search(before):
            return Number(found.first - len(bound[0].split()), found.end, *sides)
    return found


def _is_other(doc: Document, found: Number, sentence: Sentence) -> bool:
    """True for a day of a month, a year, money, a share, "one of", "one another", a piece of a name ("Su-25")."""
    tokens = doc.tokens
    before = tokens[found.first - 1].text if found.first > sentence.first else ""
    after = tokens[found.end].text if found.end < sentence.end else ""
    if any(word.lower() in MONTHS and word[:1].isupper() for word in (before, after)):
        return True
    if before.lower() in MONEY or after.lower() in MONEY_OR_SHARE or tokens[found.first].entity in NO_COUNT:
        return True
    text = tokens[found.first].text
    if (
        found.end == found.first + 1
        and re.fullmatch(r"(?:19|20)\d\d", text)
        and tokens[found.first].dep not in ("nummod", "quantmod")
    ):
        return True
    return found.best == 1.0 and after.lower() in ("of", "another", "side", "day", "-")
