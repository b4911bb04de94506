"""Whatever bytes come: no reader raises, none hangs, every file is an article or a reject, and what comes out is clean."""

from __future__ import annotations

import io
import time
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.case import Case
from analysis.intake import SourceFile, containers, read
from analysis.intake.canonical import markdown as canonical
from analysis.intake.cleaning import clean, normal
from analysis.intake.frontmatter import parse
from analysis.intake.markdown import escaped, plain
from analysis.stages.articles import build

SOME = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
ENDINGS = [
    ".md",
    ".txt",
    ".html",
    ".docx",
    ".pdf",
    ".eml",
    ".jsonl",
    ".csv",
    ".warc",
    ".gz",
    ".mbox",
    ".json",
    "",
    ".xyz",
]
HEADS = [
    b"",
    b"---\n",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"WARC/1.0\r\n",
    b"\x1f\x8b",
    b"From a\n",
    b'{"text": "',
    b"Subject: =?utf-8?b?",
    b"text,date\n",
]
CASE, PARAMS = Case("toy", "toy"), SimpleNamespace(max_bytes=10**6)


def source(name: str, raw: bytes) -> SourceFile:
    return SourceFile(name, raw, len(raw))


@SOME
@given(st.lists(st.tuples(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(ENDINGS)), max_size=5))
@example(
    [
        (b"---\n", b"title: \xed\xa0\x80\n---\nx", ".md"),
        (b"", b"\x00" * 9, ".txt"),
        (b"<html>", b"&#xD800;<p>&#0;word", ".html"),
    ]
)
def test_any_bytes_are_articles_or_rejects(files):
    sources = [source(f"{number}{ending}", head + raw) for number, (head, raw, ending) in enumerate(files)]
    made = {name: tables.check(name, frame) for name, frame in build(sources, case=CASE, params=PARAMS).items()}
    tables.check_references(made)
    assert len(made["articles"]) + len(made["rejects"]) == len(sources)
    for text in made["texts"]["text"]:
        assert text == normal(text) and text.strip() == text and "\n\n\n" not in text


@SOME
@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(ENDINGS))
@example(b"", b'{"text": "\\ud800 word", "title": {"a": 1}, "date": [1]}', ".jsonl")
@example(b"", b"[" * 100_000, ".jsonl")
@example(b"", b'text\n"' + b"x" * 200_000, ".csv")
def test_any_bytes_can_be_added(head, raw, ending):
    found = list(containers.articles(source(f"a{ending}", head + raw), None))
    assert found
    for article in found:
        assert article.reject or canonical(article).encode("utf-8")


@SOME
@given(st.text(max_size=400))
@example("---\nfoo: bar\n---\n\n# A\n* b\n")
@example("*a* [b](c) \\d `e`")
def test_a_canonical_article_reads_back_as_itself(text):
    first = read(source("2020-10-07-a.txt", text.encode("utf-8", "replace")))
    if not first.reject:
        again = read(source("2020-10-07-a.md", canonical(first).encode()))
        assert (again.reject, again.title, again.published, again.text) == (
            "",
            first.title,
            first.published,
            first.text,
        )


@SOME
@given(st.text(alphabet="ab *_[]()#>-+.\\`!|~<{}=1\n", max_size=80))
def test_escaped_markdown_reads_back(text):
    paragraph = " ".join(normal(text).split())
    assert plain(escaped(paragraph)) == paragraph


@SOME
@given(st.text(max_size=200), st.text(max_size=30))
def test_cleaning_is_done_once(text, title):
    once = clean(text, title)
    if once.title and once.body:
        assert clean(once.body, once.title).body == once.body


HOSTILE = {
    "spaces": "# " + " " * 900_000 + "x", "hashes": "# " + "#" * 900_000 + "x", "comments": "<!--" * 200_000 + "-->", "brackets": "[" * 500_000 + "](",
    "links": "[a](" * 200_000, "stars": "**a" * 300_000, "lines": "a\n" * 300_000, "paragraphs": "A b\n\n" * 100_000, "dashes": "- " * 300_000 + "x",
    "one word": "x" * 900_000, "digits": "1 October " * 60_000, "quotes": "”\n" * 200_000, "by": "by " * 300_000, "copyright": "© " * 300_000, "tags": "<p" * 300_000,
    "front": "---\n" + "a: b\n" * 10_000 + "---\nx", "months": "Monday, Oct 12 will " * 40_000, "underscores": "_" * 500_000 + "a",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name):
    started = time.monotonic()
    read(source("a.md", HOSTILE[name].encode()))
    assert time.monotonic() - started < 5


def test_deep_web_pages():
    page = b"<html><body>" + b"<div>" * 50_000 + b"<p>Iran warned both sides of the war.</p>"
    assert read(source("a.html", page)).reject in ("", "no_body", "unreadable")


def test_an_archive_that_unpacks_without_end_is_a_reject():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"word/{number}.xml", b"\0" * 50_000_000)
    assert read(source("a.docx", stream.getvalue())).reject == "too_large"


def test_a_document_does_not_read_other_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", encoding="utf-8")
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>Iran warned both sides. &x;</p></body></html>'
    assert "secret words" not in read(source("a.xhtml", page.encode())).text


def test_front_matter_values_are_only_text():
    assert parse("a: 2020-10-07\nb: 0x10\nc: yes\nd: 1:30:00\ne: null\nf: [1, [2]]") == {
        "a": "2020-10-07",
        "b": "0x10",
        "c": "yes",
        "d": "1:30:00",
        "e": None,
        "f": ["1", ["2"]],
    }


def test_a_title_cannot_leave_its_cell():
    found = read(source("a.md", b'---\ntitle: "a\\nb\\u2028c\\u202ed"\n---\nIran warned both sides.'))
    assert found.title == "a b cd"
