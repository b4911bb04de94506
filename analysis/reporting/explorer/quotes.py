"""The sentences a page has room for, each once, with the articles they stand in."""

from __future__ import annotations

from urllib.parse import urlsplit

from analysis.reporting.data import Run
from analysis.reporting.explorer.embed import size
from analysis.reporting.wording import day

LONGEST = 900  # characters of a sentence; of a longer one the words around the trigger are kept
LONGEST_TITLE, LONGEST_ADDRESS = 200, 500
MOST_ADDRESSES = 3  # of an article: a reconstruction names many sources


class Quotes:
    """Takes sentences in until their bytes, with those of their articles, reach `room`."""

    def __init__(self, run: Run, room: int):
        self._articles = run.articles.set_index("article_id")
        self._room = room
        self._known: dict[tuple, int] = {}
        self._cited: dict[str, int] = {}
        self.sentences: list[list] = []  # number of the article, number in it, words
        self.articles: list[list] = []  # title, publisher, day in words, safe addresses, is it a reconstruction

    def add(self, row) -> list[int] | None:
        """Sentence, start and end of the trigger in it (in the units of a browser); None once there is no room.

        `row` has article_id, sentence_no, sentence and char_start, char_end, sentence_start.
        """
        begin, end = int(row.char_start - row.sentence_start), int(row.char_end - row.sentence_start)
        words, begin, end = shortened(row.sentence, begin, end)
        known = self._known.get((row.article_id, row.sentence_no, words))
        if known is None:
            article = self._articles.loc[row.article_id]
            cited = None if row.article_id in self._cited else described(article)
            self._room -= size([0, int(row.sentence_no), words]) + (size(cited) if cited else 0)
            if self._room < 0:
                return None
            if cited:
                self._cited[row.article_id] = len(self.articles)
                self.articles.append(cited)
            known = self._known[row.article_id, row.sentence_no, words] = len(self.sentences)
            self.sentences.append([self._cited[row.article_id], int(row.sentence_no), words])
        return [known, units(words[:begin]), units(words[:end])]


def described(article) -> list:
    """Title, publisher, day in words, safe addresses, and 1 where the addresses are sources of a reconstruction."""
    addresses = [url for url in article.url.split() if is_safe(url) and len(url) <= LONGEST_ADDRESS]
    is_rebuilt = int(article.article_kind == "reconstruction")
    publisher = cut(article.publisher, LONGEST_TITLE) or "no publisher"
    return [
        cut(article.title, LONGEST_TITLE),
        publisher,
        day(article.published),
        addresses[:MOST_ADDRESSES],
        is_rebuilt,
    ]


def cut(words: str, longest: int) -> str:
    """The words, with … for what is beyond the longest."""
    return words if len(words) <= longest else words[: longest - 1] + "…"


def is_safe(url: str) -> bool:
    """True for an address a reader may be led to: http or https with a host, nothing that acts.

    >>> is_safe("https://news.example/a"), is_safe("javascript:alert(1)"), is_safe("http://"), is_safe("//x.example")
    (True, False, False, False)
    """
    try:
        found = urlsplit(url)
        return found.scheme in ("http", "https") and bool(found.hostname) and url.isprintable()
    except ValueError:
        return False


def shortened(sentence: str, begin: int, end: int, longest: int = LONGEST) -> tuple[str, int, int]:
    """The sentence, with far words left out where it is long, and where its trigger stands.

    >>> shortened("They met in Geneva.", 5, 8)
    ('They met in Geneva.', 5, 8)
    """
    if len(sentence) <= longest:
        return sentence, begin, end
    end = min(end, begin + longest)
    room = longest - (end - begin)
    left = min(begin, max(room // 2, room - (len(sentence) - end)))
    right = room - left
    head = ("…" if left < begin else "") + sentence[begin - left : begin]
    tail = sentence[end : end + right] + ("…" if end + right < len(sentence) else "")
    return head + sentence[begin:end] + tail, len(head), len(head) + end - begin


def units(words: str) -> int:
    """Length as a browser counts it, in units of UTF-16."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
