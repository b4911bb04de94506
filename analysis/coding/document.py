"""An article as the coder sees it: tokens in a dependency tree, sentences, and ways to walk them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.coding import mending

NOUNS = ("NOUN", "PROPN", "PRON")
LEFT_MODIFIERS = frozenset(("compound", "amod", "nmod", "poss", "nummod", "det", "npadvmod", "advmod", "quantmod", "case", "punct"))
ASKED_OFTEN = {"coordinated": ("conj",), "leading": ("prep", "agent", "dative", "advmod", "acomp", "prt")}  # labels of children
STOPS = tuple(".!?:;\"”’')]…")  # what a told sentence may end in
FINITE = (*mending.FINITE, "MD")


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `head` and `i` are positions in the article."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; tokens first..end-1. `published` is the day in force ("" if unknown)."""

    sentence_id: str
    number: int
    paragraph: int
    first: int
    end: int
    start: int
    published: str
    kind: str
    text: str


@dataclass
class Document:
    """An article's tokens and sentences. All methods take and give token positions."""

    article_id: str
    publisher: str
    tokens: list[Token]
    sentences: list[Sentence]
    children: list[list[int]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)  # of each token its dependency label
    coordinated: frozenset[int] = frozenset()  # the tokens that another is coordinated with
    leading: frozenset[int] = frozenset()  # the tokens with a preposition or an adverb below
    phrases: dict[int, list[int]] = field(default_factory=dict)  # noun phrases asked for before
    slots: dict[tuple, list[int]] = field(default_factory=dict)  # what fills the slots of predicates, asked for before
    numbered: dict[int, Sentence] = field(default_factory=dict)  # the sentences by their numbers
    present: dict[int, frozenset[str]] = field(default_factory=dict)  # the words of sentences asked for before

    def __post_init__(self) -> None:
        self.numbered = {sentence.number: sentence for sentence in self.sentences}
        self._hang()
        mended = mending.mended(self)
        if mended != self.tokens:
            self.tokens = mended
            self._hang()

    def _hang(self) -> None:
        self.labels = [token.dep for token in self.tokens]
        self.children = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                self.children[token.head].append(token.i)
        below = {name: frozenset(t.head for t in self.tokens if t.dep in labels and t.head != t.i) for name, labels in ASKED_OFTEN.items()}
        self.coordinated, self.leading = below["coordinated"], below["leading"]

    def is_label(self, sentence: Sentence) -> bool:
        """True for a line that names a topic and tells nothing: "Gaza war hostage crisis, Calls for a ceasefire" ends in no
        stop and has no verb of its own that is written small."""
        tokens = self.tokens[sentence.first : sentence.end]
        stopped = tokens[-1].text[-1:] in STOPS
        return not stopped and not any(t.tag in FINITE and t.text[:1].islower() for t in tokens)

    def words(self, i: int) -> frozenset[str]:
        """The words of the sentence of i, small, and their lemmas: what is not among them need not be looked for."""
        number = self.tokens[i].sentence
        if number not in self.present:
            here = self.tokens[self.numbered[number].first : self.numbered[number].end]
            self.present[number] = frozenset(word for token in here for word in (token.lemma, token.text.lower()))
        return self.present[number]

    def start(self, i: int) -> int:
        """The first token of the sentence of i."""
        return self.numbered[self.tokens[i].sentence].first

    def before(self, i: int) -> range:
        """The tokens before i in its sentence, the nearest first."""
        return range(i - 1, self.start(i) - 1, -1)

    def end(self, i: int) -> int:
        """The token behind the last one of the sentence of i."""
        return self.numbered[self.tokens[i].sentence].end

    def scan(self, sentence: Sentence, begins: Container[str], read: Callable[[int], Any]) -> Iterator:
        """What `read` finds at the figures of a sentence and at the words in `begins`, in order; each ends at its `end`,
        where the search goes on. `read` takes a token and gives None where nothing begins."""
        i = sentence.first
        while i < sentence.end:
            text = self.tokens[i].text
            found = read(i) if text[:1].isdigit() or text.lower() in begins else None
            if found is not None:
                yield found
            i = found.end if found is not None else i + 1

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of i, in order, whose label is one of `deps` (all children if none is named)."""
        below = self.children[i]
        if not below:
            return []
        if not deps:
            return list(below)
        labels = self.labels
        if len(below) == 1:  # asked for most often, and a comprehension costs as much as the answer
            return [below[0]] if labels[below[0]] in deps else []
        return [k for k in below if labels[k] in deps]

    def conjuncts(self, i: int) -> list[int]:
        """i and what is coordinated with it, in order."""
        found = [i]
        for k in self.kids(i, "conj") if i in self.coordinated else ():
            if self.tokens[k].pos in NOUNS or self.tokens[i].pos not in NOUNS:
                found += self.conjuncts(k)
        return found

    def first_conjunct(self, i: int) -> int:
        """The first of a coordination; its label is the label of all."""
        while self.tokens[i].dep == "conj" and self.tokens[i].head != i:
            i = self.tokens[i].head
        return i

    def subtree(self, i: int) -> Iterator[int]:
        """i and all below it, unordered."""
        waiting = [i]
        while waiting:
            k = waiting.pop()
            yield k
            waiting += self.children[k]

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above i, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def clause(self, i: int) -> int:
        """The verb (or root) of the clause that holds i."""
        if self.tokens[i].pos in ("VERB", "AUX"):
            return i
        return next((k for k in self.ancestors(i) if self.tokens[k].pos in ("VERB", "AUX")), i)

    def noun_phrase(self, i: int) -> list[int]:
        """i and its modifiers to the left, in order: "the Armenian foreign minister"."""
        if i not in self.phrases:
            self.phrases[i] = self._noun_phrase(i)
        return self.phrases[i]

    def _noun_phrase(self, i: int) -> list[int]:
        found, waiting = [i], [i]
        while waiting:
            k = waiting.pop()
            more = [m for m in self.children[k] if self.labels[m] in LEFT_MODIFIERS and (m < i or m < k)]
            found += more
            waiting += more
        return sorted(found)

    def objects_of(self, preposition: int) -> list[int]:
        """What a preposition governs: its noun, or that of a preposition right below it ("out of Lachin")."""
        found = self.kids(preposition, "pobj")
        for k in self.kids(preposition, "prep"):
            found += self.objects_of(k)
        return found


def documents(sentences: pd.DataFrame, tokens: pd.DataFrame, articles: pd.DataFrame) -> Iterator[Document]:
    """The articles of the tables, in the order of their ids. Missing values may be None or NaN."""
    publisher = {
        row.article_id: row.publisher if isinstance(row.publisher, str) else "" for row in articles.itertuples()
    }
    by_article = dict(iter(tokens.sort_values(["article_id", "token_no"]).groupby("article_id", sort=True)))
    for article_id, rows in sentences.sort_values(["article_id", "sentence_no"]).groupby("article_id", sort=True):
        yield document(article_id, publisher.get(article_id, ""), rows, by_article[article_id])


def document(article_id: str, publisher: str, sentences: pd.DataFrame, tokens: pd.DataFrame) -> Document:
    """One article from its rows of the tables `sentences` and `tokens`, in reading order."""
    columns = (
        "token_no",
        "char_start",
        "char_end",
        "text",
        "lemma",
        "pos",
        "tag",
        "dep",
        "head",
        "entity",
        "sentence_no",
    )
    lists = [tokens[name].tolist() for name in columns]
    made = [Token(*row[:9], row[9] if isinstance(row[9], str) else "", row[10]) for row in zip(*lists, strict=True)]
    first: dict[int, int] = {}
    end: dict[int, int] = {}
    for token in made:
        first.setdefault(token.sentence, token.i)
        end[token.sentence] = token.i + 1
    rows = [
        Sentence(s.sentence_id, s.sentence_no, s.paragraph_no, first[s.sentence_no], end[s.sentence_no], s.char_start,
                 s.published if isinstance(s.published, str) else "", s.sentence_kind, s.text)
        for s in sentences.itertuples()
    ]  # fmt: skip
    return Document(article_id, publisher, made, rows)
