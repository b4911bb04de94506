"""The sections of the chronicle, and what all reports share: tables in, blocks out. Every number is computed here from the tables, none is written by hand."""

from __future__ import annotations

import pandas as pd

from analysis.measures.dyads import BROKERED
from analysis.reporting import blocks, losses, talks, turning, unread
from analysis.reporting.basis import of_layers
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import admitted_by, marked, marks, of_events, quoted, sayers
from analysis.reporting.data import Run
from analysis.reporting.wording import STATUS, act, count, day, number, span

ENOUGH = 5
FORCE = ("ASSAULT", "COERCE")
SEIZURE = ("COERCE", "seize")
WEEK = pd.Timedelta(days=7)


def sides(run: Run, event) -> str:
    """Who did it to whom, in words. Who loses a place is named with those who count with it: few texts say which of them held it."""
    source = run.names(event.source)
    target = run.camps(event.target) if (event.event_type, event.mode) == SEIZURE else run.names(event.target)
    if event.direction == "mutual":
        both = " – ".join(filter(None, (source, target)))
        return both + (f" (with {run.names(event.third_parties)})" if event.third_parties else "")
    return f"{source or 'not stated'} → {target or 'not stated'}"


def summary(run: Run) -> Block:
    """Nine lines: what was agreed, taken and sent, violence, its cost, who talks, who mediates, what was refused, how sure."""
    if run.events.empty:
        return blocks.paragraph("No event was found in these articles.")
    parts = (turning.agreed, turning.taken, turning.sent, _happened, losses.summary, _talks, _mediators, refused, _sure)
    return blocks.points([part(run) for part in parts])


def trend(run: Run) -> str:
    """Events of force in the last week of the window beside the week before, told as fact and claimed, in words."""
    force = run.in_window[run.in_window["event_type"].isin(FORCE)]
    last = pd.Timestamp(run.window[1]) if run.window[1] else None
    if last is None or force.empty:
        return ""
    when = pd.to_datetime(force["event_date"], errors="coerce", format="%Y-%m-%d")
    weeks = [force[(when > end - WEEK) & (when <= end)]["status"] for end in (last, last - WEEK)]
    now, before = (f"{int((week == 'realised').sum())} told as fact and {int((week == 'alleged').sum())} claimed" for week in weeks)
    few = "" if sum(map(len, weeks)) >= ENOUGH else ": too few to say whether they became more"
    return f" In the last week {now}, in the week before {before}{few}."


ARROWS = {"deteriorated": "▼ deteriorated", "improved": "▲ improved", "unchanged": "▶ no clear change", "insufficient": "insufficient"}


def outlook(run: Run) -> Block:
    """Is it getting worse or better: the last whole week beside the one before, as an arrow with the numbers behind it."""
    if run.intensity.empty:
        return blocks.paragraph("Is it getting worse or better? Insufficient: no week of events with an exact day.")
    rows = run.intensity.sort_values("window_end")
    now = rows.iloc[-1]
    earlier = rows[rows["window_end"] < now.window_start].tail(1)
    before = f" The week before: {_week(earlier.iloc[0])}." if len(earlier) else ""
    return blocks.paragraph(
        ("Is it getting worse or better? ", "b"),
        (ARROWS[now.direction], "b"),
        f". Talks and relations told as fact, week {span(now.window_start, now.window_end)}: {_week(now)}.{before} Score: −10 most hostile, 10 most cooperative, by the kind of act. The arrow turns only where the ranges in brackets (95 % intervals of the median) do not meet; claims are not in it.{_ended(run, now)}",
        *_quiet(run),
    )


def _quiet(run: Run) -> list[Words]:
    """The last sentence on how the truces fared, which no score of a week tells."""
    told = unread.truces(run)
    return [(" The last sentence on how truces fared: ", ""), *quoted(run, told.iloc[-1].sentence_id, unread.LONGEST)] if len(told) else []


def _ended(run: Run, week) -> str:
    """What the arrow cannot see: an agreement of that week."""
    found = turning.of_kind(run, turning.AGREEMENT)
    found = found[found["day"].between(week.window_start, week.window_end)]
    if found.empty:
        return ""
    said = ", ".join(f"{row.what}, {day(row.day)}" for row in found.itertuples())
    return f" In this week falls an agreement ({said}): the score tells how hostile the acts of a week were, not whether the fighting ended."


def _week(row) -> str:
    said = f"{count(int(row.n_events), 'event')}, {row.n_force} of force or coercion, "
    if row.score_median != row.score_median:
        return said + "too few for a median"
    median, low, high = (number(value, "{:g}") for value in (row.score_median, row.score_low, row.score_high))
    return said + f"median score {median} ({low} to {high})"


def _happened(run: Run) -> list[Words]:
    found = run.in_window
    force = found[(found["event_type"].isin(FORCE))]
    held, claimed = (force["status"] == "realised").sum(), (force["status"] == "alleged").sum()
    return [
        ("Violence. ", "b"),
        (f"{count(int(held), 'event')} of force or coercion told as fact and {int(claimed)} told only as somebody's claim.{trend(run)} Who started the fighting is itself a claim and is not decided here.", ""),
        *of_events(run, force[force["status"] == "realised"]),
    ]  # fmt: skip


def _talks(run: Run) -> list[Words]:
    held = talks.by_contacts(talks.pairs(run))
    if held.empty:
        return [("Talks. ", "b"), ("No talks that took place on a day were found.", "")]
    top = [f"{run.label(p.source_id)} and {run.label(p.target_id)} ({p.n_events})" for p in held.head(4).itertuples()]
    return [
        ("Talks. ", "b"),
        (f"Most contacts (meetings, calls, visits, rounds of talks on a day): {', '.join(top)}. Each counts once, however many articles tell it.", ""),
        *of_events(run, run.in_window[run.in_window["event_id"].isin(of_layers(run, ("communication",))["event_id"])]),
    ]


def _mediators(run: Run) -> list[Words]:
    found = run.roles_found[run.roles_found["conflict_role"] == "mediator"].sort_values(
        ["strength", "actor_id"], ascending=[False, True]
    )
    if found.empty:
        return [("Mediation. ", "b"), ("Nobody met the rule for a mediator.", "")]
    named = [
        f"{run.label(r.actor_id)} ({count(int(r.n_events), 'event')}{'' if r.n_events >= ENOUGH else ', insufficient'})"
        for r in found.head(5).itertuples()
    ]
    return [("Mediation. ", "b"), (f"By their acts alone, mediators were: {', '.join(named)}.", ""), *marks(run, [bringing_together(run, next(found.itertuples()))])]


def bringing_together(run: Run, role) -> str:
    """The coding that bears a mediator out best: talks that took place before brokering, with both parties before those with one,
    and all before appeals."""
    events = run.events[run.events["event_id"].isin(role.evidence.split())]
    ranked = sorted(
        events.itertuples(),
        key=lambda e: (
            not (e.event_type == "CONSULT" and e.status == "realised"),
            e.mode == BROKERED,  # "their mediation has kept talks alive" says of no talks when they were
            not set(run.parties) <= {*e.source.split(";"), *e.target.split(";")},
            -e.n_articles,
            e.event_date or "9999",
            e.event_id,
        ),
    )
    return ranked[0].evidence if ranked else ""


def refusals(run: Run) -> pd.DataFrame:
    """The refusals of talks, a truce or terms (table refusals), a row an event that refuses: event_id, refused_by, refused_to,
    refused_what and chain_id as the table has them (joined by ;), `day` (the first it gives, "" for none), `told` (the first
    report) and `evidence` (codings, the first to quote). Who says so are the claimants of the event, which stand in `claimants`; `of_others`: neither the article itself
    nor who is said to refuse."""
    columns = ["event_id", "refused_by", "refused_to", "refused_what", "chain_id", "day", "told", "evidence", "claimants", "n_articles"]
    rows = []
    for event_id, same in run.refusals.sort_values("coding_id").groupby("event_id", sort=True):
        event = run.event_of[event_id]
        joined = {name: ";".join(sorted({code for cell in same[name] for code in cell.split(";")} - {""})) for name in columns[1:5]}
        days = sorted(same["day"][same["day"] != ""])
        told = sorted(run.published[coding.partition("#")[0]] for coding in same["coding_id"])
        best = sorted(same.itertuples(), key=lambda row: (row.day == "", row.day, row.coding_id))
        rows.append([event_id, *joined.values(), next(iter(days), ""), told[0], [row.coding_id for row in best], event.claimants, event.n_articles])
    found = pd.DataFrame(rows, columns=columns)
    known = [{"NARRATOR", *row.refused_by.split(";")} & set(row.claimants.split(";")) for row in found.itertuples()]
    found = found.assign(of_others=pd.Series([not one for one in known], index=found.index, dtype=bool))
    return found.assign(order=found["day"].where(found["day"] != "", found["told"])).sort_values(["order", "event_id"], ignore_index=True)


def refusals_counted(run: Run) -> str:
    """ "7 refusals of talks, a truce or terms (Armenia 3, Azerbaijan 4)", the same words wherever they are counted."""
    found = refusals(run)
    by = found["refused_by"].map(run.names).value_counts().sort_index()
    who = f" ({', '.join(f'{name} {n}' for name, n in by.items())})" if len(by) else ""
    return f"{count(len(found), 'refusal')} of talks, a truce or terms{who}"


def answered(run: Run, chain_id: str, event_id: str) -> str:
    """Of which attempt at mediation a refusal is an answer, "" for none: "Russia", "OSCE Minsk Group, as a condition"."""
    steps = run.chain_steps[(run.chain_steps["chain_id"] == chain_id) & (run.chain_steps["event_id"] == event_id)]
    if not chain_id or steps.empty:
        return ""
    conveners = run.chains.loc[run.chains["chain_id"] == chain_id, "conveners"]
    return run.names(next(iter(conveners), "")) + (", as a condition" if (steps["stage"] == "condition").any() else "")


def refused(run: Run) -> list[Words]:
    """Who refused talks, a truce or terms, and how many of these answer an attempt at mediation."""
    found = refusals(run)
    answers = int((found["chain_id"] != "").sum())
    others = int(found["of_others"].sum())
    only = f", {others} of them only by others than who is said to refuse" if others else ""
    told = found.sort_values(["of_others", "n_articles", "event_id"], ascending=[True, False, True]).drop_duplicates("refused_by")["evidence"]
    return [
        ("Refusals. ", "b"),
        (f"{refusals_counted(run)} {'is' if len(found) == 1 else 'are'} told{only}; {answers} answer an attempt at mediation.", ""),
        *marks(run, [codings[0] for codings in told]),
    ]  # fmt: skip


def _sure(run: Run) -> list[Words]:
    row = run.scores[run.scores["field"] == "event"]
    agreement = (
        f"On {int(row.iloc[0].n_gold)} events coded by hand the coder's precision is {row.iloc[0].precision:.2f} and its recall {row.iloc[0].recall:.2f}"
        if len(row)
        else "No sentences of this case were coded by hand, so that the coder's precision is unknown"
    )
    single = (run.in_window["n_publishers"] <= 1).mean() if len(run.in_window) else 0
    return [("How sure. ", "b"), (f"{agreement}; {single:.0%} of the events are told by one publisher only.", "")]


def events_table(run: Run, top: int) -> Block:
    """The turning points and the events told most, in the order of their days, undated ones last, with their best sentence."""
    found = run.in_window
    turns = found["event_id"].isin(turning.turning_points(run)["event_id"])
    chosen = (
        found.assign(undated=found["event_date"] == "", turns=turns)
        .sort_values(["turns", "n_articles", "n_mentions", "confidence", "event_id"], ascending=[False, False, False, False, True])
        .head(max(top, int(turns.sum())))
        .sort_values(["undated", "event_date", "first_reported", "event_id"])
    )
    rows = [
        [
            day(e.event_date) if e.event_date else f"no date, told {day(e.first_reported)}",
            what(run, e),
            status_words(run, e),
            f"{e.n_mentions}/{e.n_articles}/{e.n_publishers}",
            marked(run, e.evidence),
        ]
        for e in chosen.itertuples()
    ]
    return blocks.table(["Day", "Event", "Did it happen", "n", "Evidence"], rows, [1.05, 1.9, 1.35, 0.6, 4.5],
                        f"The {int(chosen['turns'].sum())} turning points and the {int((~chosen['turns']).sum())} other events of the window that most articles tell, of {count(len(found), 'event')}, by day, then those without one; events.csv has all. n: sentences, articles and publishers that tell it. Evidence: the sentence that says what the line says, the words that decided in bold; none is older than the event where a later one tells it. “Line of” marks a text that carries the line of an actor: its words are that actor's.")  # fmt: skip


def what(run: Run, event) -> list[Words]:
    """The sides and the kind of act of an event."""
    return [(sides(run, event), ""), (f"  {act(event.event_type, event.mode)}", "i")]


def status_words(run: Run, event) -> list[Words]:
    """Whether it happened and who says so, who admits or denies it, and whether an analyst corrected how it was coded."""
    words: list[Words] = [(STATUS[event.status], "b" if event.status == "realised" else "")]
    claimants = [code for code in event.claimants.split(";") if code]
    admitting = admitted_by(event) if "NARRATOR" not in claimants else []
    if claimants and "NARRATOR" not in claimants and set(claimants) > set(admitting):
        named = sayers(run, event, set(admitting))
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        by = "by" if event.status == "demanded" else "according to"
        words.append((f" {by} {', '.join(named[:3])}{more}", "i"))
    if admitting:
        words.append((f"; acknowledged by {run.names(';'.join(admitting))}", "i"))
    if event.denied_by:
        words.append((f"; denied by {run.names(event.denied_by)}", "i"))
    if event.n_corrected:
        words.append((f" [{count(int(event.n_corrected), 'mention')} corrected by an analyst]", "b"))
    return words


def dated(run: Run) -> pd.DataFrame:
    """The events the timeline draws: they happened or are claimed, on an exact day of the window."""
    found = run.in_window[run.in_window["status"].isin(["realised", "alleged"])]
    return found[(found["event_date"].str.len() == 10) & found["event_date"].between(*run.window)]


def located(run: Run) -> pd.DataFrame:
    """The events with a place."""
    return run.in_window[run.in_window["place_id"].isin(run.locations["place_id"])]


def silent_days(run: Run) -> tuple[str, ...]:
    """The days of the window of which there is no article."""
    told = set(run.published.values())
    days = pd.date_range(*run.window).strftime("%Y-%m-%d") if all(run.window) else ()
    return tuple(day for day in days if day not in told)
