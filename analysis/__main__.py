"""The command line `parley` (python -m analysis): what a user says, handed to the part that does it."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from analysis import __version__, params, runner
from analysis.case import CaseError
from analysis.params import ParamsError
from analysis.paths import default_workspace, river_workspace
from analysis.progress import Tracker
from analysis.tables import TableError

EXAMPLES = """examples:
  parley code article.txt --published 2020-10-07        who did what to whom in one article
  echo "Iran called on Armenia to stop." | parley code - --format table
  parley river my-articles/ --out out/                  every table and the report of a folder
  parley add ~/exports/*.html --case my-conflict        files -> data/cases/my-conflict/articles
  parley check                                          what is wrong in which row of the hand-made tables
The project's own pipeline is run by `make repro` (or `dvc repro`), stage by stage: """


def day(text: str) -> str:
    """An ISO day of the command line."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a day as 2020-10-07, got {text!r}") from error


def parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    top = argparse.ArgumentParser(prog="parley", description="News articles about a conflict -> tables, a network, reports.",
                                  epilog=EXAMPLES + ", ".join(runner.STAGES), formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    top.add_argument("--version", action="version", version=f"parley {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    code = commands.add_parser("code", help="code articles at once and print the events", description="Codes files, folders or standard input (-), without a case.")
    code.add_argument("paths", nargs="+", metavar="FILE", help="files, folders, or - for standard input")
    code.add_argument("--published", type=day, metavar="DAY", help="day of publication of what has none of its own, as 2020-10-07")
    code.add_argument("--format", choices=("jsonl", "csv", "table"), default="jsonl", help="one JSON object a line (default), CSV, or columns for a terminal")

    river = commands.add_parser("river", help="the whole river on any folder of articles", description="Tables, graphs and the report of a folder of articles, outside DVC.")
    river.add_argument("case", type=Path, metavar="FOLDER", help="a folder of articles, or a case folder with articles/ and case.yaml")
    river.add_argument("--out", type=Path, required=True, metavar="DIR", help="where tables, graphs and the report go")
    river.add_argument("--published", type=day, metavar="DAY", help="day of publication of what has none of its own")
    river.add_argument("--workers", type=int, default=None, metavar="N", help="processes that parse (0: one a core); the result is the same")

    add = commands.add_parser("add", help="files of any kind -> articles of a case", description="Makes canonical articles (Markdown with front matter) of txt, md, html, docx, pdf, eml, jsonl, csv, mbox and WARC files.")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add.add_argument("--case", required=True, metavar="NAME", help="folder below data/cases; made if it is not there")
    add.add_argument("--published", type=day, metavar="DAY", help="day of publication of what has none of its own")

    commands.add_parser("check", help="check every hand-made table and article", description="Says file, row, problem and remedy; exit code 2 if anything is wrong.")
    commands.add_parser("dictionary", help="write data/README.md from data/columns.csv")
    report = commands.add_parser("report", help="run a notebook and print it as a PDF")
    report.add_argument("name", help="notebook in notebooks/, without its ending")
    clean = commands.add_parser("clean", help="strip a notebook of outputs into data/interim/notebooks")
    clean.add_argument("name", help="notebook in notebooks/, without its ending")
    for name in runner.STAGES:
        stage = commands.add_parser(name, help=f"stage: {name}")
        stage.add_argument("--published", type=day, metavar="DAY", help=argparse.SUPPRESS)
    return top


def main(argv: list[str] | None = None) -> int:
    """Runs one command. Errors of the user's making are one line on standard error and exit code 2."""
    args = parser().parse_args(argv)
    try:
        return _run(args)
    except (TableError, ParamsError, CaseError, FileNotFoundError) as error:
        print(f"parley {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except RuntimeError as error:
        if type(error) is RuntimeError:
            raise
        print(f"parley {args.command}: {error}", file=sys.stderr)
        return 2


def _run(args: argparse.Namespace) -> int:
    settings = params.load()
    workspace = default_workspace(settings.case)
    if args.command == "code":
        from analysis.coding import command

        return command.main(args.paths, args.published, args.format)
    if args.command == "river":
        return _river(args, settings)
    if args.command == "add":
        from analysis.intake import canonical

        return canonical.main(args.files, args.case, args.published)
    if args.command == "check":
        from analysis import check

        return check.main(workspace)
    if args.command == "dictionary":
        from analysis import dictionary

        return dictionary.main()
    if args.command in ("report", "clean"):
        from analysis.reporting import clean, report

        if args.command == "clean":
            clean.run(args.name, workspace)
        else:
            report.run(args.name, workspace, settings)
        return 0
    counts = runner.run(args.command, workspace, settings, progress=Tracker, published=args.published)
    print(f"{args.command}: " + ", ".join(f"{rows} {table}" for table, rows in counts.items()), file=sys.stderr)
    return 0


def _river(args: argparse.Namespace, settings: params.Params) -> int:
    from dataclasses import replace

    if not args.case.is_dir():
        raise FileNotFoundError(f"{args.case}: no such folder; name a folder of articles")
    if args.workers is not None:
        settings = replace(settings, parse=replace(settings.parse, workers=args.workers))
    workspace = river_workspace(args.case, args.out)
    counts = runner.run_river(workspace, settings, published=args.published)
    n_files = counts["articles"] + counts["rejects"]
    print(f"{n_files} files = {counts['articles']} articles + {counts['rejects']} rejects")
    print(f"{counts['codings']} codings, {counts['events']} events, {counts['interactions']} interactions")
    print(f"tables: {workspace.tables}\nreport: {workspace.reports / 'chronicle.pdf'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
