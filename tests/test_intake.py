"""Files of any kind -> articles: headline, day, paragraphs, boilerplate."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import pytest

from analysis.intake import SourceFile, read
from analysis.intake.cleaning import clean
from analysis.intake.dating import as_day, from_name, only_a_date
from analysis.intake.inference import infer
from analysis.intake.markdown import plain

BODY = "Iran warned both sides on Tuesday.\n\nTalks are to be held in Vienna, officials said."


def article(name: str, content: str | bytes, option: str | None = None):
    raw = content.encode() if isinstance(content, str) else content
    return read(SourceFile(name, raw, len(raw)), option)


def reason(name: str, content: str | bytes) -> str:
    return article(name, content).reject


# a dispatch as agencies send it: advertisement, repeated headline, curly quotes, copyright line, no date
WIRE = """ADVERTISEMENT

Norway, Sweden Press Ruritania for Border Talks

Norway, Sweden Press Ruritania for Border Talks

Norway’s foreign minister said Thursday that talks will take place in Oslo on March 9.

Norway, Sweden Press Ruritania for Border Talks

Shelling went on for an eighth day. “We will not yield,” a Ruritanian general said Thursday, after what the army began Feb. 28.

©2019 Example Agency"""


def test_a_dispatch():
    found = article("wire.txt", WIRE)
    assert found.title == "Norway, Sweden Press Ruritania for Border Talks"
    assert found.text.split("\n\n") == [
        "Norway’s foreign minister said Thursday that talks will take place in Oslo on March 9.",
        "Shelling went on for an eighth day. “We will not yield,” a Ruritanian general said Thursday, after what the army began Feb. 28.",
    ]
    assert found.n_boilerplate == 4
    assert (found.published, found.published_origin) == ("2019-03-07", "inferred_weekday")


# headline


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Iran Warns Both Sides\n\n" + BODY, "Iran Warns Both Sides"),
        ("Iran Warns Both Sides\n" + BODY, "Iran Warns Both Sides"),
        ("# Iran warns *both* sides\n" + BODY, "Iran warns both sides"),
        ("---\ntitle: 'Iran: a warning'\n---\nIran: A Warning\n\n" + BODY, "Iran: a warning"),
        (BODY, ""),
        ("Iran warned both sides", ""),
        ("8 October 2020\n\n" + BODY, ""),
        ("TEHRAN, Oct 8 - Iran warned both sides.\n\n" + BODY, ""),
        ("Who fired first?\n\n" + BODY, "Who fired first?"),
    ],
)
def test_headline(text, title):
    found = article("a.md", text)
    assert found.title == title
    assert found.text.endswith(BODY) or not title


# paragraphs


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One line\nbroken at a width.\n\nTwo.", ["One line broken at a width.", "Two."]),
        ("One ends.\nTwo ends.\nThree ends.", ["One ends.", "Two ends.", "Three ends."]),
        (
            "8 October 2020\nIran warned both.\n2020-10-09\nIt went on.",
            ["8 October 2020", "Iran warned both.", "2020-10-09", "It went on."],
        ),
        ("A.\r\n\r\nB.\rC.", ["A.", "B.", "C."]),
        ("Caf\u0065\u0301 \u00a0 x\u200b y.", ["Café x y."]),
    ],
)
def test_paragraphs(text, paragraphs):
    assert clean(text).body.split("\n\n") == paragraphs


@pytest.mark.parametrize(
    "line",
    ["ADVERTISEMENT", "Advertisement", "(c) 2020 A News", "Copyright 2020 A", "© A", "All rights reserved.", "Read more: Other news", "Share this article",
     "Sign up for our newsletter", "(Reporting by A. Writer; Editing by B. Editor)", "FILE PHOTO: A tank near Stepanakert", "Photo: A. Person"],
)  # fmt: skip
def test_boilerplate_is_left_out_and_counted(line):
    found = clean(f"{BODY}\n\n{line}")
    assert (found.body, found.n_boilerplate) == (BODY, 1)


@pytest.mark.parametrize(
    "line",
    [
        "Photographs showed tanks.",
        "Copyrights were violated by both.",
        "Share prices fell.",
        "Reading the order, he left.",
        "Comment was refused.",
    ],
)
def test_text_is_no_boilerplate(line):
    assert clean(f"{BODY}\n\n{line}").body.endswith(line)


def test_markdown_is_reduced_to_its_words():
    text = "## What happened\n* Iran [warned](http://x.org/a_(b)) **both** sides.[1]\n> It _said_ so \\*twice\\*.\n\n![map](m.png)\n---\nsnake_case 2*3*4 [sic]"
    for mark in ("##", "http", "**", "[1]", "> ", "m.png", "---", "_said_"):
        assert mark not in plain(text)
    for word in ("What happened", "warned both sides.", "It said so *twice*.", "snake_case 2*3*4 [sic]"):
        assert word in plain(text)


# front matter


def test_front_matter_under_other_names():
    found = article(
        "a.md",
        f"---\nHeadline: A\nDate: October 7, 2020\nsource: The Paper\nlicense: CC0\nlink: http://x.org\nlang: en-GB\n---\n{BODY}",
    )
    assert (found.title, found.published, found.publisher, found.licence, found.url, found.language) == (
        "A",
        "2020-10-07",
        "The Paper",
        "CC0",
        "http://x.org",
        "en",
    )


def test_front_matter_of_a_reconstruction():
    found = article(
        "a.md",
        f"---\ntitle: A\nkind: reconstruction\nofficial_line: null\nsources:\n  - http://x.org\n  - http://y.org\n---\n{BODY}",
    )
    assert (found.article_kind, found.official_line, found.url) == ("reconstruction", "", "http://x.org http://y.org")


@pytest.mark.parametrize(
    "block",
    [
        "a: &x [1]\nb: *x",
        "a: !!python/object:os.system x",
        "a: [[[[[[1]]]]]]",
        "title: a: b",
        "title: 'a",
        "- a\nb: c",
        "a: {b",
        "? [a]\n: b\ntitle: c",
        "title: x\n\tb: c",
    ],
)
def test_bad_front_matter_is_a_reject_with_a_remedy(block):
    found = article("a.md", f"---\n{block}\n---\n{BODY}")
    assert found.reject == "bad_front_matter" and found.detail


def test_front_matter_that_never_ends_is_a_reject():
    assert reason("a.md", f"---\ntitle: A\n\n{BODY}") == "bad_front_matter"
    assert article("a.md", f"---\n\n{BODY}").text == BODY  # a rule above the text


def test_a_bad_date_costs_the_date_not_the_article():
    found = article("a.md", f"---\npublished: 2020-13-45\n---\n{BODY}")
    assert (found.text, found.published, found.published_origin) == (BODY, "", "unknown")


# the day of publication


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-10-07", "2020-10-07"), ("2020-10-07T23:30:00-04:00", "2020-10-07"), ("2020/10/7", "2020-10-07"), ("20201007", "2020-10-07"),
        ("Wed, 07 Oct 2020 10:00:00 GMT", "2020-10-07"), ("October 7th, 2020", "2020-10-07"), ("Oct. 7, 2020", "2020-10-07"),
        ("7 October 2020", "2020-10-07"), ("07.10.2020", "2020-10-07"), ("25/10/2020", "2020-10-25"), ("10/25/2020", "2020-10-25"),
        ("07/10/2020", ""), ("0001-01-01", ""), ("2020-02-30", ""), ("yesterday", ""), ("", ""), ("9" * 500, ""),
    ],
)  # fmt: skip
def test_written_dates(written, day):
    assert as_day(written) == day


@pytest.mark.parametrize("line", ["8 October 2020", "2020-10-08", "Thursday, October 8", "October 8, 2020:", "8 Oct"])
def test_a_line_with_only_a_date(line):
    assert only_a_date(line)
    assert article("a.txt", f"{line}\n\n{BODY}").text.startswith(line)


def test_not_only_a_date():
    assert not only_a_date("On 8 October 2020 they met.") and not only_a_date("May")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2020-10-07-talks.md", "2020-10-07"),
        ("ap_20201007.txt", "2020-10-07"),
        ("2020-10-07/a.txt", "2020-10-07"),
        ("2020-13-07.md", ""),
        ("a-1234567890.md", ""),
    ],
)
def test_day_in_a_file_name(name, day):
    assert from_name(name) == day


@pytest.mark.parametrize(
    ("front", "option", "name", "first", "found"),
    [
        ("published: 2020-10-01", "2020-10-02", "2020-10-03-a.md", "", ("2020-10-01", "front_matter")),
        ("title: A", "2020-10-02", "2020-10-03-a.md", "", ("2020-10-02", "option")),
        ("title: A", None, "2020-10-03-a.md", "BAKU, Oct. 4, 2020 (AP) - ", ("2020-10-03", "file_name")),
        ("title: A", None, "a.md", "BAKU, Oct. 4, 2020 (AP) - ", ("2020-10-04", "dateline")),
        ("title: A", None, "a.md", "Published: 4 October 2020 10:15\n\n", ("2020-10-04", "dateline")),
        ("title: A", None, "a.md", "", ("", "unknown")),
    ],
)
def test_the_best_evidence_of_the_day_wins(front, option, name, first, found):
    made = article(name, f"---\n{front}\n---\n{first}{BODY}", option)
    assert (made.published, made.published_origin) == found
    assert first.strip() in made.text  # datelines stay in the body


def test_a_dateline_takes_the_year_of_the_copyright_line():
    assert article("a.txt", f"BAKU, Oct 4 (AP) - {BODY}\n\n© 2020 AP").published == "2020-10-04"


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        # a weekday on which things are told, between a day behind and a day ahead
        (
            "Ministers will meet in Vienna on Oct. 12, he said Wednesday. Fighting began Oct. 5.",
            2020,
            ("2020-10-07", "inferred_weekday"),
        ),
        # a counted day decides among the Wednesdays
        (
            "It was the third day of fighting, officials said Wednesday. It erupted Sept. 28. Talks are to be held on October 15.",
            2020,
            ("2020-09-30", "inferred_weekday"),
        ),
        # without a further date the nearest day that fits: never a guess far from what is named
        (
            "The army said on Friday it took the town. The war broke out on 24 February.",
            2023,
            ("2023-02-24", "inferred_weekday"),
        ),
        ("The town fell on June 3 and the bridge on June 7.", 2021, ("2021-06-07", "copyright_year")),
        ("He spoke on Monday, October 7.", 2020, None),  # no Monday in that year: the year is not the year of the text
        ("He spoke on Monday.", 2020, None),
        ("They will meet on June 3.", 2021, None),
    ],
)
def test_a_day_from_the_words(text, year, found):
    assert infer(text, year) == found


# encodings and formats


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings(encoding):
    text = (
        f"The President’s “café” – in a naïve façade. {BODY} {BODY}"
        if encoding == "cp1252"
        else f"Çavuşoğlu’s café. {BODY}"
    )
    found = article("a.txt", text.encode(encoding))
    assert found.text.split("\n\n")[0] == text.split("\n\n")[0]
    assert found.encoding.replace("_", "-") in (encoding.removesuffix("-sig"), "utf-16", "utf-32")


def test_html():
    page = f"""<!doctype html><html lang="en-US"><head><title>x | Site</title><meta property="og:site_name" content="The Site">
    <script type="application/ld+json">{{"@graph": [{{"headline": "Iran warns", "datePublished": "2020-10-07T01:00:00Z"}}]}}</script></head>
    <body><nav><p>Home</p><p>World</p></nav><article><h1>Iran warns</h1>{"".join(f"<p>{p}</p>" for p in BODY.split(chr(10) * 2))}<aside><p>Subscribe to us now</p></aside></article>
    <script>alert(1)</script></body></html>"""
    found = article("page.html", page)
    assert (found.title, found.published, found.published_origin, found.publisher, found.language) == (
        "Iran warns",
        "2020-10-07",
        "front_matter",
        "The Site",
        "en",
    )
    assert found.text == BODY


def test_html_under_another_ending_is_still_html():
    assert article("page.txt", f"<html><body><p>{BODY}</p></body></html>").text.startswith("Iran warned")


def test_docx():
    document = docx.Document()
    document.add_heading("Iran warns", 0)
    for paragraph in BODY.split("\n\n"):
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "In a table."
    stream = io.BytesIO()
    document.save(stream)
    found = article("2020-10-07.docx", stream.getvalue())
    assert (found.title, found.text, found.published_origin) == ("Iran warns", f"{BODY}\n\nIn a table.", "file_name")


def pdf(*lines: str) -> bytes:
    """A page of text."""
    shown = " ".join(f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)]  # fmt: skip
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )


def test_pdf():
    found = article(
        "a.pdf",
        pdf(
            "Iran Warns Both Sides",
            "Iran warned both sides on Tuesday that it would",
            "not accept shells on its land.",
            "Talks are to be held in Vienna, officials said",
            "in Tehran.",
            "3",
        ),
    )
    assert found.title == "Iran Warns Both Sides"
    assert found.text.split("\n\n") == [
        "Iran warned both sides on Tuesday that it would not accept shells on its land.",
        "Talks are to be held in Vienna, officials said in Tehran.",
    ]


def test_a_pdf_without_text_says_what_would_help():
    assert "OCR" in article("a.pdf", pdf()).detail


@pytest.mark.parametrize("html", [False, True])
def test_eml(html):
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "Iran – a warning",
        "The Desk <a@b.c>",
        "Wed, 07 Oct 2020 23:00:00 +0200",
    )
    message.set_content(BODY)
    if html:
        message.set_content("".join(f"<p>{p}</p>" for p in BODY.split("\n\n")), subtype="html")
    found = article("a.eml", message.as_bytes())
    assert (found.title, found.published, found.publisher, found.text) == (
        "Iran – a warning",
        "2020-10-07",
        "The Desk",
        BODY,
    )


# rejects


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "empty"), ("a.txt", b" \n\t ", "empty"), ("a.txt", b"ab\x00\x01cd", "not_text"), ("a.txt", b"\x01\x02\x03\x04" * 9, "not_text"),
        ("a.txt", b"\xff\xfeabc", "bad_encoding"), ("a.txt", "ADVERTISEMENT", "no_body"), ("a.md", "---\ntitle: A\n---\n", "no_body"), ("a.txt", "... 123 ---", "no_body"),
        ("a.jsonl", '{"text": "x"}', "unsupported_format"), ("a.csv", "text\nx", "unsupported_format"), ("a.warc.gz", b"x", "unsupported_format"),
        ("a.png", b"\x89PNG", "unsupported_format"), ("a.docx", b"PK\x03\x04 broken", "unreadable"), ("a.pdf", b"%PDF-1.4 broken", "unreadable"),
    ],
)  # fmt: skip
def test_rejects_have_a_reason(name, content, why):
    found = article(name, content)
    assert found.reject == why and found.detail


def test_a_file_of_many_articles_names_the_remedy():
    assert "parley add" in article("a.jsonl", "{}").detail


def test_language():
    german = "Der Präsident sagte am Mittwoch, dass die Gespräche in Wien beginnen werden. " * 6
    assert article("a.txt", german).language == "und"
    assert article("a.md", f"---\nlanguage: DE\n---\n{german}").language == "de"
    assert article("a.txt", BODY * 5).language == "en"
