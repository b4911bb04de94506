"""`parley add`: files of any kind -> canonical articles of a case (Markdown with front matter). Nothing is overwritten."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import yaml

from analysis import tables
from analysis.intake import containers
from analysis.intake.article import WORKED_OUT, Article
from analysis.intake.cleaning import key
from analysis.intake.sources import SourceFile, files, load
from analysis.paths import CASES

MAX_BYTES = 1_000_000_000  # of a file with many articles
SLUG_LENGTH = 60
# what dvc.yaml expects in a case folder beside the articles
CASE_FILES = {
    "case.yaml": "# title: what the reports call the case\n# parties: [ARM, AZE]        # two actor codes in alphabetical order; left out: inferred from the events\n"
    "# sides: {NKR: ARM}          # actors that count with a party\n# window: {start: 2020-09-27, end: 2020-11-12}\ntitle: {name}\n",
    **{
        f"{name}.csv": ",".join(column.name for column in tables.schema(name)) + "\n" for name in ("roles", "corrections")
    },
    "gold.tsv": "doc_id\tsent_no\tanchor\tsource\ttype\ttarget\tstatus\tclaimant\tdirection\tevent_date\tcertainty\n",
    "gold_sheet.tsv": "doc_id\tpublished\tpublisher\tsent_no\ttext\n",
}


class AddError(ValueError):
    """What the user asked for cannot be done; the message says why."""


def markdown(article: Article) -> str:
    """The canonical file of an article. It reads back as the same title, day and text."""
    front = {
        "title": article.title, "published": article.published,
        "published_origin": article.published_origin if article.published_origin in WORKED_OUT else "", "publisher": article.publisher, "kind": article.article_kind,
        "official_line": article.official_line, "url": article.url, "licence": article.licence, "language": article.language,
    }  # fmt: skip
    head = yaml.safe_dump(
        {name: value for name, value in front.items() if value}, allow_unicode=True, sort_keys=False, width=10_000
    )
    return f"---\n{head}---\n\n{containers.body(article)}\n"


def slug(article: Article) -> str:
    """<date>-<words of the title> in lower-case ASCII; "undated" where there is no date."""
    plain = unicodedata.normalize("NFKD", article.title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    words = (
        words
        or re.sub(r"[^\w]+", "-", re.sub(r"^\d{4}-\d\d-\d\d[-_]*", "", article.article_id.lower())).strip("-_")
        or "article"
    )
    if len(words) > SLUG_LENGTH:
        words = words[:SLUG_LENGTH].rpartition("-")[0] or words[:SLUG_LENGTH]
    return f"{article.published or 'undated'}-{words}"


def write(article: Article, folder: Path) -> tuple[Path, bool]:
    """(file, whether it is new). An article of the same name and words is left as it is; another one gets a number."""
    text = markdown(article)
    for number in range(1, 100_000):
        path = folder / f"{slug(article)}{f'-{number}' if number > 1 else ''}.md"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            return path, True
        except FileExistsError:
            if key(path.read_text(encoding="utf-8", errors="replace")) == key(text):
                return path, False
    raise AddError(f"{folder}: too many articles named {slug(article)}")


def prepare(name: str) -> Path:
    """The folder of articles of a case, made with the files of a case where they are missing. Raises AddError for a bad name."""
    if not re.fullmatch(r"[a-z0-9][\w-]*(\.[\w-]+)*", name, re.IGNORECASE):
        raise AddError(f"--case: {name!r} is no name of a folder; use letters, digits and hyphens, as in my-conflict")
    folder = CASES / name / "articles"
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in CASE_FILES.items():
        path = folder.parent / file
        if not path.exists():
            path.write_text(text.replace("{name}", name), encoding="utf-8", newline="\n")
    return folder


def named(paths: list[Path]) -> Iterator[SourceFile]:
    """The files the user named; folders stand for the files below them. Raises AddError for one that is not there."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise AddError(f"{missing[0]}: no such file or folder")
    for path in paths:
        yield from files(path, MAX_BYTES) if path.is_dir() else [load(path, path.name, MAX_BYTES)]


def main(paths: list[Path], case_id: str, published: str | None) -> int:
    """Adds files to a case and says what became of each; 0, or 2 if a file was rejected."""
    try:
        folder = None
        counts = {"new": 0, "there already": 0, "rejected": 0}
        for source in named(paths):
            folder = folder or prepare(case_id)
            for article in containers.articles(source, published):
                counts[_add(article, folder)] += 1
    except AddError as error:
        print(f"parley add: {error}", file=sys.stderr)
        return 2
    print(", ".join(f"{number} {what}" for what, number in counts.items()), file=sys.stderr)
    if counts["new"]:
        print(
            f"Next: set `case: {case_id}` in params.yaml and run `make repro`, or `parley river {CASES / case_id} --out OUT`",
            file=sys.stderr,
        )
    return 2 if counts["rejected"] else 0


def _add(article: Article, folder: Path) -> str:
    if article.reject:
        print(f"rejected {article.source_file}: {article.reject}: {article.detail}", file=sys.stderr)
        return "rejected"
    path, is_new = write(article, folder)
    what = "new" if is_new else "there already"
    undated = "" if article.published else "  (no date: give --published, or write `published:` into its front matter)"
    print(f"{what}: {article.source_file} -> {path}{undated}")
    return what
