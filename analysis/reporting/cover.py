"""The cover of every report: case, window, what it was made from, which data and version; and how to cite it."""

from __future__ import annotations

from analysis import __version__
from analysis.reporting import blocks, glossary
from analysis.reporting.blocks import Block
from analysis.reporting.data import Run
from analysis.reporting.wording import count, span

SHORT = 12  # digits of the data hash that are printed
SUBTITLES = {
    "chronicle": "Chronicle: what was reported, claimed, planned and refused",
    "mediation": "Mediation: who brings whom to talk, and what becomes of it",
    "quality": "Quality: how sure one can be, and of what not",
}
CONSTRUCTED = "The articles of this case are reconstructions: written for this project in the style of an agency desk from public facts of each day, whose addresses stand in the list of articles. They show how the tool works and must not be cited as news."


def cover(run: Run, name: str) -> Block:
    """The title page of the report `name`, with the contents and the words it uses below; the same lines and counts in all three reports."""
    publishers = run.articles["publisher"].replace("", "no publisher").nunique()
    rejected = f"; {count(len(run.rejects), 'file')} could not be read" if len(run.rejects) else ""
    lines = [
        ("Window", span(*run.window)),
        ("Parties", _parties(run)),
        ("Made from", f"{count(len(run.articles), 'article')} of {count(publishers, 'publisher')}{rejected}"),
        ("Events", counted(run)),
        ("Run", f"Parley {__version__}, data {run.digest[:SHORT]}"),
    ]
    return blocks.title(run.case.title, SUBTITLES[name], lines, notice(run), glossary.words(name))


def notice(run: Run) -> str:
    """What has to be said of a case whose articles are reconstructions; else ""."""
    return CONSTRUCTED if (run.articles["article_kind"] == "reconstruction").any() else ""


def _parties(run: Run) -> str:
    if not run.parties:
        return "no two parties were found"
    return ", ".join(map(run.label, run.parties)) + (" (inferred from the events)" if run.case.parties_inferred else "")


def counted(run: Run) -> str:
    """Mentions, all events, and those of the window, which all figures and tables count."""
    inside, outside = len(run.in_window), len(run.events) - len(run.in_window)
    rest = f"; {outside} more are earlier history or dated outside it and not counted" if outside else ""
    return f"{inside} in the window{rest} ({count(len(run.codings), 'mention')} in sentences tell them all)"


def citation(run: Run, name: str) -> Block:
    """How to cite the report, and how to find the very data and version it was made of."""
    return blocks.paragraph(
        f"Parley {__version__}, {name} report, {run.case.title}, {span(*run.window)}, data {run.digest[:SHORT]}. ",
        "CITATION.cff has the entry of the software. The data hash is the start of the SHA-256 of the tables the report reads (analysis/reporting/data.py, digest_of), ",
        f"the same in all three reports of a run. “git log -1 -- reports/{name}.pdf” names the commit of the project that holds this file with its tables, parameters and code. ",
        "Tables: data/tables, described column by column in data/README.md; methods and formulas: docs/methods.md.",
    )
