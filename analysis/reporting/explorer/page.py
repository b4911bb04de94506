"""The page as text: template, style, script and data in one file that no browser lets reach out.

The policy in its head names the script and the style by their hashes and forbids everything else. Data are JSON in which
nothing can end the element it stands in; the script sets words as text only, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

from analysis.figures import style
from analysis.reporting import sections
from analysis.reporting.data import Run
from analysis.reporting.explorer.embed import embedded
from analysis.reporting.explorer.payload import Limits, payload, told_by_most
from analysis.reporting.wording import STATUS, VERBS, day

TEMPLATE, CSS, JS = (Path(__file__).with_name(name) for name in ("page.html", "page.css", "page.js"))
TEMPLATES = (TEMPLATE, CSS, JS)
WITHOUT_SCRIPT = 15  # rows of the table a browser without script shows


def page(run: Run, limits: Limits | None = None) -> str:
    """The whole page: the same tables give the same text."""
    styles, script = colours() + CSS.read_text(encoding="utf-8"), JS.read_text(encoding="utf-8")
    parts = {
        "TITLE": html.escape(run.case.title),
        "POLICY": policy(styles, script),
        "STYLE": styles,
        "SCRIPT": script,
        "DATA": embedded(payload(run, limits)),
        "NOSCRIPT": table(run),
    }
    template = TEMPLATE.read_text(encoding="utf-8")
    made = re.sub(r"\{\{([A-Z]+)\}\}", lambda found: parts[found[1]], template)
    return made.encode("utf-8", "replace").decode("utf-8")  # half a character of a broken text becomes ?


def policy(styles: str, script: str) -> str:
    """The Content-Security-Policy: this style, this script, and nothing else from anywhere."""
    return (
        f"default-src 'none'; style-src '{digest(styles)}'; script-src '{digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """The hash by which a policy names what stands between two tags."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def colours() -> str:
    """The colours the page shares with the figures, as CSS properties."""
    shared = {"party": style.PARTY, "third": style.THIRD, "ink": style.INK, "refused": style.GREY}
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in shared.items())} }}\n"


def table(run: Run, top: int = WITHOUT_SCRIPT) -> str:
    """The rows of the events most articles tell, for a browser that runs no script."""
    known = run.events.set_index("event_id")
    return "\n".join(_row(run, known.loc[event], *told) for event, *told in told_by_most(run, top))


def _row(run: Run, event, sentence: tuple[str, str, str], article_id: str) -> str:
    before, trigger, after = (html.escape(words) for words in sentence)
    cells = [day(event.event_date), sections.sides(run, event), VERBS[event.event_type], STATUS[event.status],
             run.names(event.claimants)]  # fmt: skip
    told = f'<td dir="auto">{before}<mark>{trigger}</mark>{after} [{html.escape(article_id)}]</td>'
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + told + "</tr>"
