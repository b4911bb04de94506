"""`parley code`: code articles at once, without a case and without the pipeline; prints JSON lines, CSV or a table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from analysis.coding.coder import code_document
from analysis.coding.document import Document, Sentence, Token
from analysis.coding.explain import explain
from analysis.coding.rows import json_objects
from analysis.lexicon import Lexicon, load

COLUMNS = ("sentence_id", "status", "event_type", "source", "target", "claimant", "event_date", "trigger", "confidence")
FLAT = ("coding_id", "about_coding_id", "kind", "event_type", "mode", "cameo_code", "source", "target", "status", "claimant", "direction", "event_date",
        "date_precision", "place", "trigger", "char_start", "char_end", "confidence", "published", "sentence")  # fmt: skip


def parsed(article_id: str, text: str, published: str, publisher: str, model: str) -> Document:
    """One text -> the document the coder reads, without going through tables."""
    from analysis.language.parse import parse_article  # the language model loads only when something is to be parsed

    sentences, tokens = parse_article(text, published, model)
    first: dict[int, int] = {}
    end: dict[int, int] = {}
    for token in tokens:
        first.setdefault(token.sentence_no, token.token_no)
        end[token.sentence_no] = token.token_no + 1
    made = [
        Token(
            t.token_no, t.char_start, t.char_end, t.text, t.lemma, t.pos, t.tag, t.dep, t.head, t.entity, t.sentence_no
        )
        for t in tokens
    ]
    rows = [
        Sentence(
            f"{article_id}#{s.sentence_no:03d}",
            s.sentence_no,
            s.paragraph_no,
            first[s.sentence_no],
            end[s.sentence_no],
            s.char_start,
            s.published,
            s.sentence_kind,
            s.text,
        )
        for s in sentences
    ]
    return Document(article_id, publisher, made, rows)


def code_texts(articles: Iterator[tuple[str, str, str, str]], lexicon: Lexicon, model: str) -> Iterator[dict]:
    """(article_id, published, publisher, text) -> the JSON objects of their codings, in order."""
    for article_id, published, publisher, text in articles:
        doc = parsed(article_id, text, published, publisher, model)
        yield from json_objects(doc, code_document(doc, lexicon))


def articles_from(paths: list[str], published: str | None) -> Iterator[tuple[str, str, str, str]]:
    """Articles of the files and folders named ("-" is standard input); what cannot be read is told on standard error."""
    from analysis import intake

    for source in intake.sources(paths):
        article = intake.read(source, published)
        if article.reject:
            print(f"parley code: {source.name}: {article.reject}: {article.detail}", file=sys.stderr)
        else:
            yield article.article_id, article.published or "", article.publisher or "", article.text


def write(objects: Iterator[dict], form: str, out: TextIO) -> None:
    """jsonl: one object a line; csv: one row a coding; table: columns for a terminal."""
    if form == "jsonl":
        for one in objects:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    elif form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(FLAT)
        for one in objects:
            writer.writerow([";".join(one[key]) if isinstance(one[key], list) else one[key] for key in FLAT])
    else:
        _table(list(objects), out)


def _table(objects: list[dict], out: TextIO) -> None:
    cells = [
        [
            ";".join(one[key]) if isinstance(one[key], list) else str(one[key] if one[key] is not None else "")
            for key in COLUMNS
        ]
        for one in objects
    ]
    widths = [min(40, max([len(name), *(len(row[k]) for row in cells)])) for k, name in enumerate(COLUMNS)]
    for row in [list(COLUMNS), *cells]:
        out.write("  ".join(cell[:width].ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
    out.write(f"{len(objects)} codings\n")


def explanations(articles: Iterator[tuple[str, str, str, str]], lexicon: Lexicon, model: str) -> Iterator[str]:
    """(article_id, published, publisher, text) -> lines that say which rows and rules made each event."""
    for article_id, published, publisher, text in articles:
        yield from explain(parsed(article_id, text, published, publisher, model), lexicon)


def main(paths: list[str], published: str | None, form: str, why: bool = False) -> int:
    """Codes and prints; 0, or 2 if there was nothing to read. With `why` prints reasons instead of rows."""
    missing = [path for path in paths if path != "-" and not Path(path).exists()]
    if missing:
        print(f"parley code: no such file or folder: {missing[0]}", file=sys.stderr)
        return 2
    from analysis import params

    model = params.load().parse.model
    if why:
        for line in explanations(articles_from(paths, published), load(), model):
            print(line)
        return 0
    write(code_texts(articles_from(paths, published), load(), model), form, sys.stdout)
    return 0
