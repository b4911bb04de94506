"""The command line `parley` (python -m analysis): what a user says, handed to the part that does it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis import __version__, params, runner
from analysis.case import CaseError
from analysis.errors import UsageError
from analysis.params import ParamsError
from analysis.paths import default_workspace, result_workspace, river_workspace
from analysis.tables import TableError

EXAMPLES = """examples:
  parley code article.txt --published 2020-10-07        who did what to whom in one article
  echo "Iran called on Armenia to stop." | parley code - --format table
  parley river my-articles/ --out out/                  every table and the report of a folder
  parley add ~/exports/*.html --case my-conflict        files -> data/cases/my-conflict/articles
  parley check                                          what is wrong in which row of the hand-made tables
`parley COMMAND --help` says more. The project's own pipeline is run by `make repro` (or `dvc repro`); its stages,
each a command too: """
PAGE = """One file that any browser opens (double-click it) and that asks nothing of the network: who deals with
whom, when, and the sentences behind every line, to be narrowed by days, actors, layers, status, type and
confidence. It shows what stands in the tables: run the stages before it first, or `make repro`, or
`parley river FOLDER --out DIR`, which makes DIR/reports/explorer.html of your own articles."""
PUBLISHED = "day of publication of what has no date of its own, as 2020-10-07"


def day(text: str) -> str:
    """An ISO day of the command line."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a day as 2020-10-07, got {text!r}") from error


def parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    raw = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(
        prog="parley", description="News articles about a conflict -> tables, a network, reports.",
        epilog=EXAMPLES + ", ".join(runner.STAGES), formatter_class=raw,
    )  # fmt: skip
    top.add_argument("--version", action="version", version=f"parley {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, says: str, more: str, example: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=says,
            description=f"{says[0].upper()}{says[1:]}. {more}",
            epilog=f"example:\n  {example}",
            formatter_class=raw,
        )

    code = command(
        "code",
        "code articles at once and print the events",
        "Needs no case and writes no file. One row is one act, or the content of an act: type, sides,\n"
        "status (did it happen), claimant (who says so), day, place, confidence. --published dates \"on Monday\".",
        "parley code article.txt --published 2020-10-07 --format table\n"
        '  echo "Iran called on Armenia to stop." | parley code - --explain',
    )
    code.add_argument("paths", nargs="+", metavar="FILE", help="files, folders, or - for standard input")
    code.add_argument("--published", type=day, metavar="DAY", help=PUBLISHED)
    code.add_argument(
        "--format",
        choices=("jsonl", "csv", "table"),
        default="jsonl",
        help="one JSON object a line (default), CSV, or columns for a terminal",
    )

    code.add_argument(
        "--explain",
        action="store_true",
        help="instead of rows: which table rows and rules made each event, and which words made none",
    )

    river = command(
        "river", "every table, the graphs and the report of a folder of articles", "Runs outside DVC and leaves the project's own tables alone.\n"
        "Reads md, txt, html, docx, pdf and eml; what cannot be read is a row of rejects.csv. Without a case.yaml the two\n"
        "parties are inferred from the events.", "parley river ~/articles --out ~/result --published 2020-10-07",
    )  # fmt: skip
    river.add_argument(
        "case", type=Path, metavar="FOLDER", help="a folder of articles, or a case folder with articles/ and case.yaml"
    )
    river.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="where tables/, reports/ and interim/ go; made if it is not there",
    )
    river.add_argument("--published", type=day, metavar="DAY", help=PUBLISHED)
    river.add_argument(
        "--workers", type=int, metavar="N", help="processes that parse (0: one a core); the result is the same"
    )
    river.add_argument("--no-report", action="store_true", help="tables and graphs only: no report, no page")

    add = command(
        "add", "make articles of a case from files of any kind", "Reads md, txt, html, docx, pdf and eml, and files of many articles: jsonl, json, csv, tsv,\n"
        "warc(.gz), mbox. A table of articles has its text in a column text, body or content; title, date, publisher, url,\n"
        "licence and language are understood too. Writes data/cases/NAME/articles/<date>-<title>.md and the files of a case;\n"
        "never overwrites one. Exit code 2 if a file was rejected, with the reason.", "parley add ~/exports/*.html news.jsonl --case my-conflict",
    )  # fmt: skip
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files or folders")
    add.add_argument("--case", required=True, metavar="NAME", help="folder below data/cases; made if it is not there")
    add.add_argument("--published", type=day, metavar="DAY", help=PUBLISHED)

    export = command(
        "export",
        "write the events or the network in the layout of another tool",
        "Reads the tables of a case. Without --scheme it lists all layouts (GDELT, UCDP, ACLED, PLOVER, Gephi, R ...) and\n"
        "what each is for. What a layout has and Parley does not know stays empty.",
        "parley export\n  parley export --scheme gdelt --out karabakh.export.csv",
    )
    export.add_argument("--scheme", metavar="SCHEME", help="name of a layout; left out: the list of them")
    export.add_argument("--out", type=Path, metavar="PATH", help="file or folder to write (default: data/exports)")
    diff = command(
        "diff",
        "what changed between two runs: events new, gone, changed, and why",
        "OLD and NEW are folders of tables, or the --out folders of `parley river`.",
        "git worktree add ../before HEAD~1 && parley diff ../before/data/tables data/tables",
    )
    diff.add_argument("old", type=Path, metavar="OLD", help="the earlier run")
    diff.add_argument("new", type=Path, metavar="NEW", help="the later run")
    diff.add_argument("--format", choices=("text", "csv"), default="text", help="sentences (default) or a table")
    compare = command(
        "compare",
        "set the events beside reference data you have",
        "Aligns by day, dyad and type; tells what both have, what one side alone has, and how the days correlate.\n"
        "Reads the files as published: UCDP GED and ACLED as CSV, GDELT 2.0 as .CSV or .zip, ICEWS and POLECAT as\n"
        "tab-separated text, PLOVER as JSON lines. None of them is part of the project.",
        "parley compare --with ged GEDEvent_v24_1.csv --out comparison/",
    )
    compare.add_argument("--with", dest="kind", required=True, choices=("ged", "acled", "gdelt", "icews", "plover"),
                         help="whose layout the file has")  # fmt: skip
    compare.add_argument("file", type=Path, metavar="FILE", help="the file as its provider gives it")
    compare.add_argument("--out", type=Path, metavar="DIR", help="where to write the comparison as CSV tables")
    compare.add_argument("--days", type=int, default=1, metavar="N", help="days two dates may lie apart (default: 1)")
    for reads_tables in (export, compare):
        reads_tables.add_argument(
            "--tables", type=Path, metavar="DIR", help="tables of a `parley river` run (default: the project's own)"
        )

    check = command(
        "check",
        "check every hand-made table and the articles of a case",
        "Says file, row, problem and remedy; exit code 2 if anything is wrong.",
        "parley check --case my-conflict",
    )
    check.add_argument("--case", metavar="NAME", help="folder below data/cases (default: the case of params.yaml)")
    command(
        "dictionary",
        "write data/README.md, data/tables/datapackage.json and the generated parts of docs/",
        "They repeat what data/columns.csv, dvc.yaml and data/lexicon say. A test fails where they are out of date.",
        "parley dictionary",
    )
    report = command(
        "report", "run a notebook on the tables and make its PDF", "Writes reports/NAME.pdf and the figures beside it, of "
        "the case of params.yaml.\nThe notebook is read without its outputs and left as it is.", "parley report chronicle",
    )  # fmt: skip
    clean = command(
        "clean", "strip a notebook of its outputs into data/interim/notebooks", "So that a notebook run in JupyterLab "
        "re-makes\nits report only where its code has changed. Your own file is left as it is.", "parley clean chronicle",
    )  # fmt: skip
    for compares in (report, river):
        compares.add_argument(
            "--earlier", type=Path, metavar="DIR", help="tables of an earlier run: the chronicle says what changed since"
        )
    for notebook in (report, clean):
        notebook.add_argument("name", help="notebook in notebooks/, without its ending")
    for name in runner.STAGES:
        wrote = runner.table_names(name)
        makes = "reports/explorer.html, the page for a browser" if name == runner.PAGE else ", ".join(wrote)
        more = "Reads the tables of the stages before it (run them first, or `make repro`).\n`dvc repro` runs it when it is out of date."
        stage = command(name, f"stage: makes {makes}", PAGE if name == runner.PAGE else more, f"parley {name}")
        stage.add_argument("--published", type=day, metavar="DAY", help=argparse.SUPPRESS)
    return top


def main(argv: list[str] | None = None) -> int:
    """Runs one command. Errors of the user's making are one line on standard error and exit code 2."""
    args = parser().parse_args(argv)
    try:
        return _run(args)
    except (TableError, ParamsError, CaseError, UsageError) as error:
        said = str(error)
    except BrokenPipeError:  # whoever read our output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    except RuntimeError as error:  # a missing or changed language model, a notebook that failed
        if type(error) is RuntimeError:
            raise
        said = str(error)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    print(f"parley {args.command}: {said}", file=sys.stderr)
    return 2


def _run(args: argparse.Namespace) -> int:
    """The parts are loaded when they are asked for: nobody waits for the language model to read a help page."""
    if args.command == "code":
        from analysis.coding import command

        return command.main(args.paths, args.published, args.format, args.explain)
    if args.command == "add":
        from analysis.intake import canonical

        return canonical.main(args.files, args.case, args.published)
    if args.command == "dictionary":
        from analysis import dictionary, handbook

        return dictionary.main() or handbook.main()
    settings = params.load()
    if args.command == "river":
        return _river(args, settings)
    workspace = default_workspace(getattr(args, "case", None) or settings.case)
    if args.command in ("export", "compare") and args.tables:
        workspace = result_workspace(args.tables)
    if args.command == "export":
        from analysis.exporting import command as exports

        return exports.main(args.scheme, workspace, args.out)
    if args.command == "diff":
        from analysis.comparing import diff_command

        return diff_command.main(args.old, args.new, args.format)
    if args.command == "compare":
        from analysis.comparing import compare_command

        return compare_command.main(args.kind, args.file, workspace, args.out, args.days)
    if args.command == "check":
        from analysis import check

        return check.main(workspace)
    if args.command == "clean":
        from analysis.reporting import clean

        clean.run(args.name, workspace)
        return 0
    if args.command == "report":
        from analysis.reporting import report

        report.run(args.name, workspace, _compared(settings, args.earlier))
        return 0
    counts = runner.run(args.command, workspace, settings, published=args.published or "")
    made = [f"{rows} {table}" for table, rows in counts.items()] or [str(workspace.path(args.command))]
    print(f"{args.command}: {', '.join(made)}", file=sys.stderr)
    return 0


def _compared(settings: params.Params, earlier: Path | None) -> params.Params:
    """The parameters with the folder of an earlier run, where the command line names one."""
    if earlier is None:
        return settings
    return replace(settings, report=replace(settings.report, earlier=str(earlier.resolve())))


def _river(args: argparse.Namespace, settings: params.Params) -> int:
    from analysis import dictionary

    workspace = river_workspace(args.case, args.out)
    if not args.case.is_dir():
        raise UsageError(f"{args.case}: no such folder; name a folder of articles")
    if args.out.resolve().is_relative_to(workspace.articles):
        raise UsageError(
            f"--out {args.out} lies in the folder of articles, so that its tables would be read as articles; name a folder outside"
        )
    if args.workers is not None:
        settings = replace(settings, parse=replace(settings.parse, workers=args.workers))
    settings = _compared(settings, args.earlier)
    counts = runner.run_river(
        workspace, settings, published=args.published or "", report=not args.no_report,
        announce=lambda name: print(f"{name} ...", file=sys.stderr, flush=True),
    )  # fmt: skip
    (workspace.tables / "datapackage.json").write_text(dictionary.datapackage(), encoding="utf-8", newline="\n")
    print(
        f"{counts['articles']} articles + {counts['rejects']} rejects = {counts['articles'] + counts['rejects']} files"
    )
    print(f"{counts['codings']} codings, {counts['events']} events, {counts['interactions']} interactions")
    print(f"tables: {workspace.tables}")
    for report in sorted([*workspace.reports.glob("*.pdf"), *workspace.reports.glob("*.html")]):
        print(f"report: {report}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
