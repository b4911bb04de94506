"""How evenly third parties deal with the two parties: the numbers, and for each mediator what can be said of them."""

from __future__ import annotations

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.data import Run
from analysis.reporting.draws import between, counted, ends
from analysis.reporting.sections import ENOUGH
from analysis.reporting.wording import count, number

MOST_ROWS = 24
EVEN, NO_TILT = 0.5, 0.0
SIGNED = "{:+.2f}"


def rows_of(run: Run) -> dict[tuple[str, str, str], object]:
    """(measure, actor, counterpart) -> row of the table measures."""
    return {(r.measure, r.actor_id, r.counterpart_id): r for r in run.measures.itertuples()}


def even_table(run: Run) -> Block:
    """Per third party: contacts with each party, share with interval, tilt with interval, calls to both at once."""
    if len(run.parties) != 2:
        return blocks.paragraph("No two parties were found, so that nobody can be even between them.")
    found = rows_of(run)
    actors = run.measures.loc[run.measures["measure"] == "contacts", ["actor_id", "n"]].groupby("actor_id")["n"].sum()
    rows = []
    for actor in sorted(actors.index, key=lambda code: (-actors[code], code))[:MOST_ROWS]:
        rows.append(
            [
                [(run.label(actor), "b")],
                *(_contacts(run, found.get(("contacts", actor, party)), actor, party) for party in run.parties),
                share(found.get(("attention_share", actor, run.parties[0]))),
                tilt(run, found.get(("tilt", actor, run.parties[0]))),
                share(found.get(("even_handedness", actor, ""))),
            ]
        )
    names = [run.label(party) for party in run.parties]
    return blocks.table(["Third party", *(f"Contacts with {name}" for name in names), f"Share of {names[0]}", f"Tilt towards {names[0]}", "Calls to both at once"], rows,
                        [1.8, 1.2, 1.2, 1.7, 1.7, 1.7], f"Even-handedness. Contacts as in the table of contacts, with 95 % intervals from drawing the articles anew; the share of {names[0]} and of the calls to both with 95 % intervals for a share (Wilson); tilt: words and deeds towards the one less those towards the other, from −1 to 1, with the interval over drawn articles. From fewer than five events nothing is said: insufficient.")  # fmt: skip


def _contacts(run: Run, row, actor: str, party: str) -> str:
    if row is None or row.value != row.value or not row.value:
        return "0"
    return counted(run, row.value, "contacts", "communication", actor, party)


def share(row) -> str:
    """ "59% (43 to 74%), n = 37", "insufficient (n = 2)", "–" for none."""
    if row is None:
        return "–"
    if row.value != row.value:
        return f"insufficient (n = {row.n})"
    inside = f" ({between(100 * row.low, 100 * row.high, '{:.0f}')}%)" if row.low == row.low else ""
    return f"{row.value:.0%}{inside}, n = {row.n}"


def tilt(run: Run, row) -> str:
    """A tilt with its interval over draws of the articles."""
    if row is None:
        return "–"
    if row.value != row.value:
        return f"insufficient (n = {row.n})"
    found = ends(run, "tilt", row.layer, row.actor_id, row.counterpart_id)
    inside = f" ({between(*found, form=SIGNED)})" if found else " (no interval)"
    return f"{number(row.value, SIGNED)}{inside}, n = {row.n}"


def verdicts(run: Run) -> Block:
    """One line a mediator: whether anything can be said of its even-handedness, and what."""
    found = mediators(run)
    if not found or len(run.parties) != 2:
        return blocks.paragraph("Nobody met the rule for a mediator in five events or more, so that nothing is said of even-handedness.")  # fmt: skip
    known = rows_of(run)
    return blocks.points([verdict(run, actor, known) for actor in found])


def mediators(run: Run) -> list[str]:
    """Who meets the rule for a mediator in five events or more, most events first."""
    found = run.roles_found[(run.roles_found["conflict_role"] == "mediator") & (run.roles_found["n_events"] >= ENOUGH)]
    return list(found.sort_values(["n_events", "actor_id"], ascending=[False, True])["actor_id"])


def verdict(run: Run, actor: str, known: dict) -> list[Words]:
    """Even-handed or not, as far as the intervals carry it: attention, then words and deeds, then appeals."""
    first = run.parties[0]
    attention = known.get(("attention_share", actor, first))
    leaning = known.get(("tilt", actor, first))
    said = {
        "contacts": _attention(run, attention),
        "words and deeds": _leaning(run, leaning),
    }
    leans = [what for what, (lean, _) in said.items() if lean]
    known_of = [what for what, (lean, _) in said.items() if lean is not None]
    head = f"a lean in {' and '.join(leans)}" if leans else "no lean to be told" if known_of else "insufficient"
    calls = known.get(("even_handedness", actor, ""))
    both = f" Of its {calls.n} calls and acts of mediation {calls.value:.0%} went to both at once." if calls is not None and calls.value == calls.value else ""  # fmt: skip
    words = " ".join(sentence for _, sentence in said.values())
    return [(f"{run.label(actor)}: {head}. ", "b"), (words + both, "")]


def _attention(run: Run, row) -> tuple[bool | None, str]:
    """(whether contacts lean, None where that cannot be said; a sentence)."""
    n = 0 if row is None else int(row.n)
    if n < ENOUGH or row.value != row.value:
        return None, f"Contacts: insufficient ({count(n, 'contact')})."
    first, second = (run.label(party) for party in run.parties)
    interval = f"{row.value:.0%} of {n} contacts with {first} ({between(100 * row.low, 100 * row.high, '{:.0f}')}%)"
    if row.low <= EVEN <= row.high:
        return False, f"Contacts: {interval}; the interval includes an even share."
    more = first if row.value > EVEN else second
    return True, f"Contacts: {interval}; the interval leaves out an even share: more with {more}."


def _leaning(run: Run, row) -> tuple[bool | None, str]:
    n = 0 if row is None else int(row.n)
    if n < ENOUGH or row.value != row.value:
        return None, f"Words and deeds: insufficient ({count(n, 'event')})."
    value = f"tilt {number(row.value, SIGNED)}"
    found = ends(run, "tilt", row.layer, row.actor_id, row.counterpart_id)
    if not found:
        return None, f"Words and deeds: {value}, without an interval, so that nothing can be said."
    inside = f"{value} ({between(*found, form=SIGNED)}, n = {n})"
    if found[0] <= NO_TILT <= found[1]:
        return False, f"Words and deeds: {inside}; the interval includes no tilt."
    to = run.label(run.parties[row.value < NO_TILT])
    return True, f"Words and deeds: {inside}; the interval leaves out no tilt: towards {to}."


def even_line(run: Run) -> list[Words]:
    """The verdict on the mediators with most contacts, for the summary."""
    known = rows_of(run)
    n = {actor: int(row.n) for (name, actor, _), row in known.items() if name == "attention_share"}
    ranked = sorted(mediators(run), key=lambda actor: (-n.get(actor, 0), actor))
    enough = [actor for actor in ranked if n.get(actor, 0) >= ENOUGH]
    words = [f"{run.label(a)}: {_attention(run, known.get(('attention_share', a, run.parties[0])))[1].removeprefix('Contacts: ').rstrip('.')}" for a in enough[:3]]  # fmt: skip
    few = [run.label(actor) for actor in ranked if actor not in enough]
    said = "; ".join(words) + "." if words else "Insufficient: no mediator had five contacts with the parties."
    rest = f" Insufficient (fewer than five contacts): {', '.join(few)}." if few and words else ""
    return [("How even? ", "b"), (said + rest, "")]
