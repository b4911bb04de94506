"""One article's text -> its sentences and tokens."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.language import model
from analysis.language.segment import Paragraph, paragraphs

LONGEST_PARAGRAPH = 20_000  # characters parsed in one piece; longer ones (tables, dumps) are cut at white space


class SentenceRow(NamedTuple):
    """A row of the table `sentences`, without the article's id."""

    sentence_no: int
    paragraph_no: int
    char_start: int
    char_end: int
    published: str
    sentence_kind: str
    text: str


class TokenRow(NamedTuple):
    """A row of the table `tokens`, without the article's id."""

    token_no: int
    sentence_no: int
    char_start: int
    char_end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str


def _pieces(text: str, paragraph: Paragraph):
    """(offset, text) of the stretches of a paragraph that are parsed in one piece."""
    start = paragraph.start
    while paragraph.end - start > LONGEST_PARAGRAPH:
        cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH)
        cut = cut if cut > start else start + LONGEST_PARAGRAPH
        yield start, text[start:cut]
        start = cut
    yield start, text[start : paragraph.end]


def _spans(doc) -> list[tuple[int, int]]:
    """(first, last + 1) token of each sentence; a quotation mark or a bracket alone belongs to the sentence before it."""
    spans: list[tuple[int, int]] = []
    for sent in doc.sents:
        if spans and not re.search(r"\w", sent.text):
            spans[-1] = (spans[-1][0], sent.end)
        else:
            spans.append((sent.start, sent.end))
    return spans


def parse_article(text: str, published: str, model_name: str) -> tuple[list[SentenceRow], list[TokenRow]]:
    """The sentences and tokens of one article; offsets point into `text`, heads into the article's token numbers."""
    nlp = model.load(model_name)
    sentences: list[SentenceRow] = []
    rows: list[TokenRow] = []
    for paragraph in paragraphs(text, published):
        for offset, piece in _pieces(text, paragraph):
            doc = nlp(piece.replace("\n", " "))
            for first, end in _spans(doc):
                tokens = [token for token in doc[first:end] if not token.is_space]
                if tokens:
                    _add(sentences, rows, paragraph, offset, tokens)
    return sentences, rows


def _add(sentences: list, rows: list, paragraph: Paragraph, offset: int, tokens: list) -> None:
    number, base = len(sentences) + 1, len(rows)
    at = {token.i: base + k for k, token in enumerate(tokens)}
    for token in tokens:
        start = offset + token.idx
        rows.append(TokenRow(
            at[token.i], number, start, start + len(token.text), token.text, token.lemma_.lower(), token.pos_, token.tag_,
            token.dep_, at.get(token.head.i, at[token.i]), token.ent_type_,
        ))  # fmt: skip
    start, end = rows[base].char_start, rows[-1].char_end
    text = "".join(token.text_with_ws for token in tokens).strip()
    sentences.append(SentenceRow(number, paragraph.number, start, end, paragraph.published, paragraph.kind, text))
