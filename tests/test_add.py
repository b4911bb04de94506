"""`parley add`: files of any kind -> canonical articles of a case; nothing is overwritten."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from analysis import case, runner, tables
from analysis.__main__ import main
from analysis.intake import canonical, files, read
from analysis.paths import Workspace

BODY = "Iran warned both sides on Tuesday.\n\nTalks are to be held in Vienna, officials said."


@pytest.fixture
def cases(tmp_path, monkeypatch):
    monkeypatch.setattr(canonical, "CASES", tmp_path / "cases")
    return tmp_path / "cases"


@pytest.fixture
def add(tmp_path, cases):
    """Adds a file of the given name and content to the case "toy"; returns exit code and the articles there."""

    def run(name: str, content: str | bytes, *options: str):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["add", str(path), "--case", "toy", *options])
        folder = cases / "toy" / "articles"
        return code, {
            path.name: read(source)
            for path, source in zip(sorted(folder.glob("*.md")), files(folder, 10**6), strict=True)
        } if folder.exists() else {}

    return run


def test_a_text_becomes_a_canonical_article(add):
    code, made = add("x.txt", f"Iran Warns Both Sides\n\n{BODY}", "--published", "2020-10-07")
    assert code == 0 and list(made) == ["2020-10-07-iran-warns-both-sides.md"]
    found = made["2020-10-07-iran-warns-both-sides.md"]
    assert (found.title, found.published, found.published_origin, found.text) == (
        "Iran Warns Both Sides",
        "2020-10-07",
        "front_matter",
        BODY,
    )


def test_the_same_again_changes_nothing_and_another_gets_a_number(add):
    for text, names in ((BODY, 1), (BODY, 1), (f"{BODY}\n\nMore.", 2), (BODY, 2)):
        code, made = add("x.md", f"---\ntitle: A\npublished: 2020-10-07\n---\n{text}")
        assert (code, len(made)) == (0, names)
    assert list(made) == ["2020-10-07-a-2.md", "2020-10-07-a.md"] and made["2020-10-07-a.md"].text == BODY


def test_a_day_that_was_worked_out_stays_marked(add):
    text = f"{BODY}\n\nThe talks will begin on Oct. 12, he said Wednesday. The war began Oct. 5.\n\n© 2020 A"
    found = add("x.txt", text)[1]
    assert [(a.published, a.published_origin) for a in found.values()] == [("2020-10-07", "inferred_weekday")]


def test_without_a_date_the_file_says_so(add, capsys):
    assert list(add("my notes.txt", BODY)[1]) == ["undated-my-notes.md"]
    assert "give --published" in capsys.readouterr().out


def test_json_lines(add):
    rows = [
        {"Title": "One", "date": "2020-10-07T10:00:00Z", "text": BODY, "source": "The Paper", "id": 7},
        {"title": "Two", "content": f"{BODY}\n\n# *x*", "tags": ["a"]},
    ]
    code, made = add("x.jsonl", "\n".join(map(json.dumps, rows)))
    assert code == 0 and [(a.title, a.published, a.publisher) for a in made.values()] == [
        ("One", "2020-10-07", "The Paper"),
        ("Two", "", ""),
    ]
    assert made["undated-two.md"].text.endswith("# *x*")


@pytest.mark.parametrize("shape", [lambda rows: rows, lambda rows: {"articles": rows}, lambda rows: rows[0]])
def test_json(add, shape):
    assert [a.title for a in add("x.json", json.dumps(shape([{"title": "One", "body": BODY}])))[1].values()] == ["One"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv(add, mark):
    _, made = add(
        "x.csv", f'title{mark}date{mark}text\nOne{mark}2020-10-07{mark}"{BODY}"\nTwo{mark}{mark}"{BODY} Or ""not""."\n'
    )
    assert list(made) == ["2020-10-07-one.md", "undated-two.md"] and made["2020-10-07-one.md"].text == BODY


def test_csv_without_a_text_column_says_what_is_missing(add, capsys):
    assert add("x.csv", "a,b\n1,2\n") == (2, {})
    assert "no column with the text" in capsys.readouterr().err


def test_a_mailbox(add):
    mail = "From a\nSubject: {0}\nDate: Wed, 07 Oct 2020 10:00:00 +0000\n\n{1}\n\n"
    assert list(add("x.mbox", mail.format("One", BODY) + mail.format("Two", "Another text."))[1]) == [
        "2020-10-07-one.md",
        "2020-10-07-two.md",
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_warc(add, packed):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    page = f"<html><head><title>One</title></head><body><article>{''.join(f'<p>{p}</p>' for p in BODY.split(chr(10) * 2))}</article></body></html>".encode()
    for kind, payload in (("text/html; charset=utf-8", page), ("image/png", b"\x89PNG")):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(
                "https://example.org/a?b=1", "response", payload=io.BytesIO(payload), http_headers=headers
            )
        )
    raw = gzip.compress(stream.getvalue()) if packed else stream.getvalue()
    _, made = add("x.warc.gz" if packed else "x.warc", raw)
    assert [(a.title, a.url, a.text) for a in made.values()] == [("One", "https://example.org/a?b=1", BODY)]


def test_what_cannot_be_read_is_told_and_the_rest_is_added(add, capsys):
    code, made = add("x.jsonl", json.dumps({"text": BODY}) + "\n" + json.dumps({"title": "no text"}) + "\n{broken\n")
    said = capsys.readouterr().err
    assert code == 2 and len(made) == 1
    assert (
        "rejected x.jsonl/x-00002.txt: no_body" in said
        and "rejected x.jsonl: unreadable: line 3: no JSON" in said
        and "1 new, 0 there already, 2 rejected" in said
    )


@pytest.mark.parametrize("name", ["../x", "a/b", ".x", "", "a b"])
def test_a_case_is_a_plain_folder_name(add, cases, name, tmp_path, capsys):
    (tmp_path / "x.txt").write_text(BODY, encoding="utf-8")
    assert main(["add", str(tmp_path / "x.txt"), "--case", name]) == 2
    assert "--case" in capsys.readouterr().err and not cases.exists()


def test_a_missing_file_is_one_line(capsys, cases):
    assert main(["add", "nowhere.txt", "--case", "toy"]) == 2
    assert capsys.readouterr().err == "parley add: nowhere.txt: no such file or folder\n"
    assert not cases.exists()


def test_a_new_case_has_every_file_the_pipeline_asks_for(add, cases, tmp_path):
    add("x.txt", BODY)
    folder = cases / "toy"
    assert case.load(folder).parties_inferred and case.load(folder).title == "toy"
    workspace = Workspace(folder, tmp_path, tmp_path, tmp_path, tmp_path)
    assert tables.read("roles", workspace).empty and (folder / "roles.csv").exists()
    assert all((folder / name).exists() for name in runner.GOLD)


def test_a_folder_stands_for_its_files(tmp_path, cases):
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(f"{name}: {BODY}", encoding="utf-8")
    assert main(["add", str(tmp_path / "in"), "--case", "toy"]) == 0
    assert len(list((cases / "toy" / "articles").iterdir())) == 2
