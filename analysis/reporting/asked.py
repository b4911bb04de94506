"""What is asked and what comes of it: planned talks, refusals, demands with their answers, conditions, what each party asks."""

from __future__ import annotations

import re

import pandas as pd

from analysis.measures.mediation.conditions import DEPENDING, WORDS
from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import mark, marked, marks, who_says
from analysis.reporting.data import Run
from analysis.reporting.sections import answered, refusals, refusals_counted
from analysis.reporting.wording import act, count, day, span

MOST_ROWS = 24
MOST_DEMANDS = 12
MOST_MARKS = 4
READY = re.compile(r"\b(?:ready|prepared|willing|readiness|willingness)\b[^.;]{0,40}$", re.IGNORECASE)
FOUND_WITHIN = 14  # days in which talks that took place may be the planned ones
ANSWERS = {"met": "followed", "agreed": "promised", "refused": "refused", "open": "none found"}


def planned_table(run: Run) -> Block:
    """The talks that were planned, and whether talks of the same actors are told afterwards."""
    rounds = run.attendance.groupby("event_id")["actor_id"].agg(frozenset)
    held = _held(run, rounds)
    planned = [run.event_of[e] for e in rounds.index if run.event_of[e].status == "planned"]
    rows = [
        [
            "a readiness only" if _is_readiness(run, event.evidence) else day(event.event_date) if event.event_date else "no day told",
            day(event.first_reported),
            [(run.names(";".join(sorted(rounds[event.event_id]))), "b")],
            _came_about(run, event, rounds[event.event_id], held),
            marked(run, event.evidence, 170),
        ]
        for event in sorted(planned, key=lambda e: (e.event_date or e.first_reported, e.event_id))[:MOST_ROWS]
    ]
    if not rows:
        return blocks.paragraph("Planned talks: none were found.")
    return blocks.table(["For", "Told on", "Who is named", "Took place", "Evidence"], rows, [0.9, 0.9, 1.6, 1.5, 3.6],
                        f"Talks planned ({len(rows)} of {len(planned)}); telephone calls, and plans of which no text says who is to come, are left out; so are invitations, offers and appeals for talks, which stand among the attempts above and the demands below. Took place: the first talks within {FOUND_WITHIN} days of all who are named, or of the parties among them in the same attempt at mediation; “apart” where the mediator met each of them by itself. “Not told” is not “not held”.")  # fmt: skip


def _is_readiness(run: Run, coding_id: str) -> bool:
    """ "stood ready to engage", "were prepared to travel": a will to talk, and no plan."""
    row = run.evidence.loc[coding_id]
    return READY.search(row.sentence[: int(row.char_start - row.sentence_start)]) is not None


def _held(run: Run, rounds: pd.Series) -> list[tuple[str, frozenset[str]]]:
    """(day, who was there) of the rounds of talks that took place on a day."""
    came = run.attendance[run.attendance["attendance"].isin(["attended", "hosted"])]
    signed = set(run.attendance.loc[run.attendance["attendance"] == "agreed", "event_id"])
    days = {event: run.event_of[event].event_date for event in came["event_id"].unique() if event not in signed}
    return sorted((when, rounds[event]) for event, when in days.items() if len(when) == 10)


def _came_about(run: Run, event, who: frozenset[str], held: list[tuple[str, frozenset[str]]]) -> list[Words]:
    """The first talks that may be the planned ones: its day, how they were held, the sentence of another round than theirs."""
    start = pd.Timestamp(event.event_date if len(event.event_date) == 10 else event.first_reported)
    soon = lambda when: 0 <= (pd.Timestamp(when) - start).days <= FOUND_WITHIN  # noqa: E731
    found: list[tuple[str, int, list[Words]]] = [(when, 0, [(day(when), "")]) for when, there in held if who <= there and soon(when)]
    found += [(step.day, 1, _as_step(run, step, who)) for step in _talks_of_attempt(run, event, who) if soon(step.day)]
    return min(found, key=lambda one: one[:2])[2] if found else [("not told", "")]


def _talks_of_attempt(run: Run, event, who: frozenset[str]) -> list:
    """The steps of the attempt a plan belongs to at which all the parties it names talked, at one table or apart."""
    own = run.chain_steps.loc[run.chain_steps["event_id"] == event.event_id, "chain_id"]
    steps = run.chain_steps[run.chain_steps["chain_id"].isin(own) & run.chain_steps["stage"].isin(["joint_talks", "separate_talks"])]
    named = who & set(run.parties)
    return [step for step in steps.itertuples() if named and named <= set(step.parties.split(";"))]


def _as_step(run: Run, step, who: frozenset[str]) -> list[Words]:
    several = len(set(step.parties.split(";")) & set(run.parties)) > 1
    how = ", at one table" if step.stage == "joint_talks" else ", each apart" if several and len(who & set(run.parties)) > 1 else ""
    return [(f"{day(step.day)}{how}", ""), *marks(run, [run.event_of[step.event_id].evidence])]


def refusals_in_words(run: Run) -> str:
    """How many refusals of what: those of the table below, and those of them that stand among the attempts above."""
    found = refusals(run)
    if found.empty:
        return "None of talks, a truce or terms was found."
    linked = found[found["chain_id"] != ""]
    waits = sum(answered(run, row.chain_id, row.event_id).endswith("condition") for row in linked.itertuples())
    steps = f"{len(linked)} of them answer an attempt at mediation of the table of attempts" if len(linked) else "None of them answers an attempt at mediation"
    said = f"{steps}, {waits} of these by making a condition" if waits else steps
    return f"{refusals_counted(run)} {'is' if len(found) == 1 else 'are'} told. {said}; of the others no text says which attempt they answer."


WHAT = {"talks": "talks", "truce": "a truce", "terms": "terms"}


def refusals_table(run: Run) -> Block:
    """Who refused which of talks, a truce or terms, of whom."""
    found = refusals(run)
    rows = [
        [
            day(row.day) if row.day else f"earlier, told {day(row.told)}",
            [(run.names(row.refused_by) or "not told", "b"), *_according_to(run, row)],
            ", ".join(WHAT[word] for word in row.refused_what.split(";")),
            answered(run, row.chain_id, row.event_id) or "–",
            [*marked(run, row.evidence[0], 170), *_also(run, row.evidence[1:])],
        ]
        for row in found.head(MOST_ROWS).itertuples()
    ]
    if not rows:
        return blocks.paragraph("Refusals of talks, a truce or terms: none were found.")
    return blocks.table(["Day", "Who refuses", "What", "Attempt of", "Evidence"], rows, [0.95, 1.5, 0.7, 1.1, 4.7],
                        f"Refusals of talks, a truce or terms ({len(rows)} of {len(found)}). Where only somebody says that another refused, it is said who. Attempt of: whose offer it answers, as in the table of attempts, where a refusal that makes a condition stands under “On a condition”. “The line of” an actor: told only by a text that carries its line. Refusals of anything else (to step down, to believe a report) are left out, and so is what a sentence does not name.")  # fmt: skip


def _also(run: Run, codings: list[str]) -> list[Words]:
    """The marks of the other sentences that tell the same."""
    found = [mark(run, coding) for coding in codings]
    return [(" also", "i"), *(part for one in found for part in ((" ", ""), one))] if found else []


def _according_to(run: Run, row) -> list[Words]:
    """Who says so, where it is neither the article itself nor the one who refuses."""
    saying = [code for code in row.claimants.split(";") if code]
    if not saying or "NARRATOR" in saying or set(saying) <= set(row.refused_by.split(";")):
        return []
    return [(f", according to {who_says(run, row)}", "i")]


def demands_table(run: Run) -> Block:
    """What is asked of whom, and the answer with its day and its sentence."""
    found = run.demands.assign(weight=-run.demands["n_demands"]).sort_values(["weight", "first_date", "event_id"])
    rows = [
        [
            run.names(row.demanded_by) or "not told",
            run.names(row.demanded_of) or "not told",
            act(row.event_type, row.mode),
            span(row.first_date, row.last_date),
            _answer(run, row),
            marked(run, row.evidence, 170),
        ]
        for row in found.head(MOST_DEMANDS).itertuples()
    ]
    if not rows:
        return blocks.paragraph("No demand was found.")
    return blocks.table(["Who asks", "Of whom", "For what", "Asked", "Answer in a week", "Evidence"], rows, [1.3, 1.2, 1.0, 0.75, 2.6, 3.0],
                        f"Demands asked for most ({len(rows)} of {len(run.demands)}), a row for each time it was raised: the list above puts all times and the conditions of a party together, so that its days reach further. Of whom: whom the text addresses, else who is to act. The answer is the first later act of the same kind, with its day and its sentence; that it followed does not say that it followed from the demand. Refused: by one of those it is asked of. One promise or refusal may be all a text tells of several.")  # fmt: skip


def _answer(run: Run, row) -> list[Words]:
    words: list[Words] = [(ANSWERS[row.answer], "b" if row.answer != "open" else "")]
    if row.answered_by not in run.event_of:
        return words
    told = run.event_of[row.answered_by].evidence
    if row.answer == "refused":
        same = run.refusals[(run.refusals["event_id"] == row.answered_by) & (run.refusals["day"] == row.answer_date)]
        told = next(iter(same["coding_id"]), told)
        words.append((f" by {run.names(next(iter(same['refused_by']), ''))}", "b"))
    return [*words, (f", {day(row.answer_date)}: ", ""), *marked(run, told, 110)]


def conditions_table(run: Run) -> Block:
    """What somebody wants done first, and what is held back until then."""
    found = run.conditions.sort_values(["day", "coding_id"])
    rows = [
        [
            day(row.day),
            [(run.names(row.named_by), "b")],
            run.names(row.asked_of) or "not told",
            _wanted(run, row),
            row.word,
            marked(run, row.coding_id, 170),
        ]
        for row in found.head(MOST_ROWS // 2).itertuples()
    ]
    if not rows:
        return blocks.paragraph("No condition for talks or a cease-fire was found.")
    return blocks.table(["Day", "Who makes it", "Who is to act first", "What", "Word", "Evidence"], rows, [0.8, 1.3, 1.3, 1.2, 0.8, 3.8],
                        f"Conditions ({len(rows)} of {len(found)}): what is to be done before somebody agrees. Found by the words between two acts of a sentence, or by verbs that make one; a condition told in two sentences, or by other words, is missed.{_silent(run, found)}")  # fmt: skip


def _wanted(run: Run, row) -> str:
    """What a condition asks for (`row` has event_type, mode and coding_id); where no act of it is coded, the words of its sentence."""
    return f"a condition (“{in_its_words(run, row.coding_id)}”)" if row.event_type == "REQUEST" else act(row.event_type, row.mode)


def in_its_words(run: Run, coding_id: str) -> str:
    """What a sentence says from the word of a condition to the next comma: "unless the mercenaries left"."""
    text = run.evidence.loc[coding_id].sentence
    word = DEPENDING.search(text) or WORDS.search(text)
    return re.split(r"[,;.:](?:\s|$)", text[word.start() :])[0].strip() if word else "as the sentence says"


def _silent(run: Run, found: pd.DataFrame) -> str:
    """Which party makes no condition in the table: none was found, which is not that none was made."""
    makers = {code for cell in found["named_by"] for code in cell.split(";")}
    none = [run.label(party) for party in run.parties if not _side(run, party) & makers]
    return f" Of {' and '.join(none)} none was found; that does not say that none was made: the sentences below may tell of one." if none else ""


def _side(run: Run, party: str) -> set[str]:
    """A party and who counts with it."""
    return {party, *(code for code, side in run.case.sides.items() if side == party)}


def of_party(run: Run, party: str) -> pd.DataFrame:
    """What a party, or who counts with it, demands or makes a condition: asked_of, event_type, mode, first day, coding to quote."""
    own = _side(run, party)
    asked = run.demands[_names(run.demands["demanded_by"], own)]
    waits = run.conditions[_names(run.conditions["named_by"], own)]
    columns = ["asked_of", "event_type", "mode", "day", "coding_id"]
    rows = [
        *asked.rename(columns={"demanded_of": "asked_of", "first_date": "day", "evidence": "coding_id"})[columns].itertuples(index=False),
        *waits[columns].itertuples(index=False),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).drop_duplicates("coding_id").sort_values(["day", "coding_id"])


def _names(cells: pd.Series, own: set[str]) -> pd.Series:
    """Which cells of joined codes name one of these."""
    return pd.Series([bool(own & set(cell.split(";"))) for cell in cells], index=cells.index, dtype=bool)


def parties_ask(run: Run) -> Block:
    """What each party asks of whom, said plainly where the tables hold nothing; and whether that conflicts."""
    if len(run.parties) != 2:
        return blocks.paragraph("No two parties were found, so that no demands can be set side by side.")
    return blocks.points([*(_asks(run, party) for party in run.parties), _conflict(run)])


def _asks(run: Run, party: str) -> list[Words]:
    found = of_party(run, party)
    name: Words = (f"{run.label(party)} asks ", "b")
    if found.empty:
        return [(f"{run.label(party)}. ", "b"), (f"The tables hold no demand and no condition of {run.label(party)}. That says that none was found, not that none was made{_recall(run)}.", ""), *_refuses(run, party)]  # fmt: skip
    words: list[Words] = []
    found = found.assign(wanted=[_wanted(run, row) for row in found.itertuples()])
    for (asked_of, _, wanted), same in found.groupby(["asked_of", "event_type", "wanted"], sort=True):
        days = span(same["day"].min(), same["day"].max())
        words += [(f"of {run.names(asked_of) or 'nobody named'}: {wanted} ({count(len(same), 'sentence')}, {days})", ""),
                  *marks(run, list(same["coding_id"])[:MOST_MARKS]), ("; ", "")]  # fmt: skip
    return [name, *words[:-1], (".", ""), *_refuses(run, party)]


def _refuses(run: Run, party: str) -> list[Words]:
    """What a party, or who counts with it, refuses: the rows of the table of refusals."""
    found = refusals(run)
    found = found[_names(found["refused_by"], _side(run, party))]
    if found.empty:
        return []
    others = f", {int(found['of_others'].sum())} of them told only by others" if found["of_others"].any() else ""
    what = [WHAT[word] for word in WHAT if any(word in cell.split(";") for cell in found["refused_what"])]
    return [(f" It refuses {', '.join(what)} ({count(len(found), 'refusal')} in the table above{others})", ""), *marks(run, [codings[0] for codings in found["evidence"]][:MOST_MARKS]), (".", "")]


def _recall(run: Run) -> str:
    """How many of the events coded by hand the coder finds at all."""
    row = run.scores[run.scores["field"] == "event"]
    return f": of the events of this case coded by hand the coder finds {row.iloc[0].recall:.0%}" if len(row) else ""


def _conflict(run: Run) -> list[Words]:
    """Whether the demands of the two can both be met is for the reader; what stands against what is said."""
    asks = {party: of_party(run, party) for party in run.parties}
    head: Words = ("Do they conflict? ", "b")
    silent = [run.label(party) for party in run.parties if asks[party].empty]
    if silent:
        return [head, (f"Cannot be said: nothing of {' and '.join(silent)} stands in the tables to set against it; refusals and the sentences below the conditions may tell more.", "")]
    facing = [_upon(run, asks[party], other) for party, other in (run.parties, run.parties[::-1])]
    if not all(facing):
        lone = next(run.label(party) for party, found in zip(run.parties, facing, strict=True) if not found)
        return [head, (f"Cannot be said: the tables hold no demand of {lone} on the other party; refusals and the sentences below the conditions may tell more.", "")]
    first, second = (", ".join(acts) for acts in facing)
    a, b = (run.label(party) for party in run.parties)
    return [head, (f"Each wants the other to act. {a} wants of {b}: {first}; {b} wants of {a}: {second}. Whether both can be had, no rule decides: the sentences above and the conditions below say what each wants done first.", "")]  # fmt: skip


def _upon(run: Run, found: pd.DataFrame, other: str) -> list[str]:
    rows = found[_names(found["asked_of"], _side(run, other))]
    return sorted({_wanted(run, row) for row in rows.itertuples()})
