"""The stage `articles`: one row a file, in = out + rejects, duplicates point at their original."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from analysis import intake, tables
from analysis.case import Case
from analysis.intake import SourceFile
from analysis.intake.sources import shown
from analysis.stages.articles import build

CASE = Case("toy", "toy")
PARAMS = SimpleNamespace(max_bytes=1000)
WORDS = " ".join(f"Word{n} of the text" for n in range(60))


def source(name: str, text: str = "Iran warned both sides.") -> SourceFile:
    return SourceFile(name, text.encode(), len(text))


def built(*sources: SourceFile, published: str = "") -> dict:
    made = build(list(sources), case=CASE, params=PARAMS, published=published)
    checked = {name: tables.check(name, frame) for name, frame in made.items()}
    tables.check_references(checked)
    assert len(checked["articles"]) + len(checked["rejects"]) == len(sources)
    return checked


def below(folder) -> dict:
    return built(*intake.files(folder, PARAMS.max_bytes))


def test_one_row_an_article():
    made = built(
        source("2020-10-07-iran.md", "---\ntitle: Iran warns\npublisher: The Paper\n---\nIran warned both sides.\n")
    )
    row = made["articles"].iloc[0]
    assert (row["article_id"], row["case_id"], row["title"], row["published"], row["publisher"]) == (
        "2020-10-07-iran",
        "toy",
        "Iran warns",
        "2020-10-07",
        "The Paper",
    )
    assert (row["n_characters"], row["n_boilerplate"], len(row["sha256"])) == (23, 0, 64)
    assert made["texts"].values.tolist() == [["2020-10-07-iran", "Iran warned both sides."]]


def test_no_files_no_rows():
    assert [len(frame) for frame in built().values()] == [0, 0, 0]


def test_the_option_dates_what_has_no_date():
    made = built(source("a.md"), source("2020-10-01-b.md", "Another text."), published="2020-10-07")
    assert list(made["articles"]["published"]) == ["2020-10-07", "2020-10-07"]  # the option comes before the file name


def test_two_files_of_one_name_are_an_article_and_a_reject():
    made = built(source("a.md"), source("a.txt", "Another text."), source("sub/A.md", "A third text."))
    assert list(made["articles"]["source_file"]) == ["a.md"]
    assert made["rejects"].values.tolist() == [
        [name, "duplicate_id", "a.md has the same name without ending; rename one of them"]
        for name in ("a.txt", "sub/A.md")
    ]


def test_a_repeated_text_points_at_the_earliest():
    made = built(
        source("2020-10-08-b.md"),
        source("2020-10-07-a.md", "IRAN warned  both sides!"),
        source("2020-10-09-c.md", "Iran did not warn."),
        source("z.md"),
    )
    found = made["articles"].set_index("article_id")["duplicate_of"].fillna("")
    assert found.to_dict() == {
        "2020-10-07-a": "",
        "2020-10-08-b": "2020-10-07-a",
        "2020-10-09-c": "",
        "z": "2020-10-07-a",
    }


@pytest.mark.parametrize(
    ("day", "change", "same"),
    [("2020-10-09", "Word7", True), ("2020-11-09", "Word7", False), ("2020-10-09", "of the text", False)],
)
def test_nearly_the_same_text_in_the_same_week_is_a_duplicate(day, change, same):
    made = built(source("2020-10-07-a.md", WORDS), source(f"{day}-b.md", WORDS.replace(change, "changed")))
    assert made["articles"]["duplicate_of"].notna().sum() == int(same)


def test_a_duplicate_never_points_at_a_duplicate():
    made = built(*(source(f"2020-10-0{n}-a{n}.md", WORDS.replace(f"Word{n}", "changed")) for n in range(1, 7)))[
        "articles"
    ]
    assert not set(made["duplicate_of"].dropna()) & set(made.loc[made["duplicate_of"].notna(), "article_id"])


# the folder


def test_every_regular_file_is_an_article_or_a_reject(tmp_path):
    for name in ("b.md", "a.txt", "sub/c.md", "x.png", "large.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(
            f"{name} says that Iran warned both sides." * (50 if name == "large.txt" else 1), encoding="utf-8"
        )
    for name in (".hidden.md", "case.yaml", "roles.csv", "gold.tsv", "gold_sheet.tsv", "corrections.csv", "a.md.dvc"):
        (tmp_path / name).write_text("not an article", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("not an article", encoding="utf-8")
    made = below(tmp_path)
    assert list(made["articles"]["source_file"]) == ["a.txt", "b.md", "sub/c.md"]
    assert dict(zip(made["rejects"]["source_file"], made["rejects"]["reason"], strict=True)) == {
        "large.txt": "too_large",
        "x.png": "unsupported_format",
    }


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("A secret text.", encoding="utf-8")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "inside.txt").write_text("A text inside.", encoding="utf-8")
    for name, target in (
        ("out.txt", tmp_path / "secret.txt"),
        ("in.txt", folder / "inside.txt"),
        ("gone.txt", tmp_path / "gone"),
        ("self.txt", folder / "self.txt"),
    ):
        (folder / name).symlink_to(target)
    made = below(folder)
    assert list(made["articles"]["article_id"]) == ["in", "inside"]
    assert dict(zip(made["rejects"]["source_file"], made["rejects"]["reason"], strict=True)) == {
        "gone.txt": "unreadable",
        "out.txt": "unsafe_path",
        "self.txt": "unreadable",
    }


def test_names_that_cannot_stand_in_a_table(tmp_path):
    (tmp_path / "a\nb.txt").write_text("A text.", encoding="utf-8")
    (tmp_path / 'Ünïcode – name, "quoted"; #1.txt').write_text("Another text.", encoding="utf-8")
    try:
        with open(os.fsencode(tmp_path) + b"/\xff.txt", "wb") as file:
            file.write(b"A third text.")
        rejected = ["\\xff.txt", "a\\x0ab.txt"]
    except OSError:  # a file system that takes only UTF-8 names
        rejected = ["a\\x0ab.txt"]
    made = below(tmp_path)
    assert list(made["rejects"]["source_file"]) == rejected and set(made["rejects"]["reason"]) == {"unsafe_path"}
    assert list(made["articles"]["article_id"]) == ['Ünïcode – name, "quoted"; -1']


def test_shown():
    assert shown("a\udcffb\x1b\u202e") == "a\\xffb\\x1b\\x202e" and shown("plain ü") == "plain ü"


def test_what_may_not_be_read_is_a_reject(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("A text.", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("may read everything")
    assert list(below(tmp_path)["rejects"]["reason"]) == ["unreadable"]
