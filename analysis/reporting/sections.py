"""The sections of the chronicle, and what all reports share: tables in, blocks out. Every number is computed here from the tables, none is written by hand."""

from __future__ import annotations

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.basis import of_layers
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import evidence, marked, marks, of_events
from analysis.reporting.data import Run
from analysis.reporting.wording import STATUS, act, count, day, span

ENOUGH, MOST_TOLD = 5, 4
FORCE = ("ASSAULT", "COERCE")
CEASEFIRE_TYPES = ("AGREE", "RETREAT")


def sides(run: Run, event) -> str:
    """Who did it to whom, in words."""
    source, target = run.names(event.source), run.names(event.target)
    if event.direction == "mutual":
        both = " – ".join(filter(None, (source, target)))
        return both + (f" (with {run.names(event.third_parties)})" if event.third_parties else "")
    return f"{source or 'not stated'} → {target or 'not stated'}"


def summary(run: Run) -> Block:
    """Six lines: what was told most, violence, who talks, who mediates, what was agreed and refused, how sure."""
    if run.events.empty:
        return blocks.paragraph("No event was found in these articles.")
    return blocks.points([_most_told(run), _happened(run), _talks(run), _mediators(run), _agreed(run), _sure(run)])


def _most_told(run: Run) -> list[Words]:
    """The events told as fact by most articles, in the order of their days: both sides named, nothing that is only claimed."""
    found = run.in_window
    told = (found["status"] == "realised") & (found["event_date"].str.len() == 10)
    found = found[told & (found["source"] != "") & ((found["target"] != "") | (found["direction"] == "mutual"))]
    ranked = found.sort_values(["n_articles", "n_mentions", "event_id"], ascending=[False, False, True]).head(MOST_TOLD)
    words: list[Words] = [("Told as fact by most articles. ", "b")]
    for e in ranked.sort_values(["event_date", "event_id"]).itertuples():
        words += [(f"{day(e.event_date)}: {sides(run, e)}, {act(e.event_type, e.mode)} ({count(int(e.n_articles), 'article')})", ""), *marks(run, [evidence(run, e)]), ("; ", "")]  # fmt: skip
    return [*words[:-1], (".", "")] if len(ranked) else [*words, ("No event of the window with an exact day.", "")]


def trend(run: Run) -> str:
    """Events of force told as fact in the last week of the window beside the week before, in words."""
    force = run.in_window[run.in_window["event_type"].isin(FORCE) & (run.in_window["status"] == "realised")]
    last = pd.Timestamp(run.window[1]) if run.window[1] else None
    if last is None or force.empty:
        return ""
    day = pd.to_datetime(force["event_date"], errors="coerce", format="%Y-%m-%d")
    now = int(((day > last - pd.Timedelta(days=7)) & (day <= last)).sum())
    before = int(((day > last - pd.Timedelta(days=14)) & (day <= last - pd.Timedelta(days=7))).sum())
    word = "fewer than" if now < before else "more than" if now > before else "as many as"
    if now + before < ENOUGH:
        return " Too few in the last two weeks to say whether they became more."
    return f" {now} in the last week, {word} the {before} of the week before."


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
        f". Talks and relations told as fact, week {span(now.window_start, now.window_end)}: {_week(now)}.{before} An arrow turns only where the two 95 % intervals of the median do not meet; claims are not in it.",
    )


def _week(row) -> str:
    said = f"{count(int(row.n_events), 'event')}, {row.n_force} of force or coercion, "
    if row.score_median != row.score_median:
        return said + "too few for a median"
    median, low, high = (f"{value:g}".replace("-", "−") for value in (row.score_median, row.score_low, row.score_high))
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
    edges = run.edges[(run.edges["layer"] == "communication") & (run.edges["n_realised"] > 0)].sort_values(
        ["n_realised", "source_id", "target_id"], ascending=[False, True, True]
    )
    if edges.empty:
        return [("Talks. ", "b"), ("No talks that took place were found.", "")]
    top = [
        f"{run.label(e.source_id)} and {run.label(e.target_id)} ({e.n_realised})" for e in edges.head(4).itertuples()
    ]
    return [
        ("Talks. ", "b"),
        (f"Most events of talks that took place: {', '.join(top)}. Numbers are events, however many articles tell them.", ""),
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
    first = run.events[run.events["event_id"].isin(" ".join(found.head(1)["evidence"]).split())]
    return [("Mediation. ", "b"), (f"By their acts alone, mediators were: {', '.join(named)}.", ""), *of_events(run, first)]


def _agreed(run: Run) -> list[Words]:
    refused = ((run.in_window["event_type"] == "REJECT") & (run.in_window["status"] == "realised")).sum()
    found = ceasefires(run)
    days = list(found["day"])
    said = (
        f"Agreements or cease-fires between the parties were reported for {', '.join(day(d) for d in days[:8])}"
        if days
        else "No agreement between the parties was found"
    )
    return [
        ("Agreements. ", "b"),
        (f"{said}; {count(int(refused), 'refusal')} of talks, offers or demands reported.", ""),
        *marks(run, list(found["evidence"])[:8]),
    ]


def _sure(run: Run) -> list[Words]:
    row = run.scores[run.scores["field"] == "event"]
    agreement = (
        f"On {int(row.iloc[0].n_gold)} events coded by hand the coder's precision is {row.iloc[0].precision:.2f} and its recall {row.iloc[0].recall:.2f}"
        if len(row)
        else "No sentences of this case were coded by hand, so that the coder's precision is unknown"
    )
    single = (run.in_window["n_publishers"] <= 1).mean() if len(run.in_window) else 0
    return [("How sure. ", "b"), (f"{agreement}; {single:.0%} of the events are told by one publisher only.", "")]


def _between_parties(run: Run, events: pd.DataFrame) -> pd.Series:
    """Which events have both parties among their sides."""
    held = [
        len(run.parties) == 2 and set(run.parties) <= set(f"{e.source};{e.target}".split(";"))
        for e in events.itertuples()
    ]
    return pd.Series(held, index=events.index, dtype=bool)


def ceasefires(run: Run) -> pd.DataFrame:
    """Days on which both parties agreed to something, or a cease-fire between them began: columns day, label (a number), what, evidence.

    Told by two sentences or more where any is; what follows on the next day is the same agreement.
    """
    found = run.in_window[
        run.in_window["event_type"].isin(CEASEFIRE_TYPES)
        & run.in_window["status"].eq("realised")
        & run.in_window["mode"].isin(["ceasefire", "sign", "settle"])
        & (run.in_window["event_date"].str.len() == 10)
    ]
    found = found[_between_parties(run, found)]
    found = (
        found[found["n_mentions"] >= min(2, int(found["n_mentions"].max()))] if len(found) else found
    )  # one sentence alone may err
    rows = []
    for event in found.sort_values(
        ["event_date", "n_mentions", "event_id"], ascending=[True, False, True]
    ).itertuples():
        near = rows and (pd.Timestamp(event.event_date) - pd.Timestamp(rows[-1][0])).days <= 1
        if not near:
            rows.append(
                (
                    event.event_date,
                    len(rows) + 1,
                    "cease-fire in force" if event.event_type == "RETREAT" else "agreement",
                    event.evidence,
                )
            )
    return pd.DataFrame(rows, columns=["day", "label", "what", "evidence"])


def events_table(run: Run, top: int) -> Block:
    """The events told most, in the order of their days, undated ones last, with the sentence that tells them best."""
    found = run.in_window
    chosen = (
        found.assign(undated=found["event_date"] == "")
        .sort_values(["n_articles", "n_mentions", "confidence", "event_id"], ascending=[False, False, False, True])
        .head(top)
        .sort_values(["undated", "event_date", "event_id"])
    )
    rows = [
        [
            day(e.event_date),
            what(run, e),
            status_words(run, e),
            f"{e.n_mentions}/{e.n_articles}/{e.n_publishers}",
            marked(run, evidence(run, e)),
        ]
        for e in chosen.itertuples()
    ]
    return blocks.table(["Day", "Event", "Did it happen", "n", "Evidence"], rows, [1.05, 1.9, 1.35, 0.6, 4.5],
                        f"The {len(chosen)} of {count(len(found), 'event')} of the window that most articles tell, by day, then those without one; events.csv has all. n: sentences, articles and publishers that tell it. Evidence: the sentence the coder is surest of, none older than the event; the words that decided in bold.")  # fmt: skip


def what(run: Run, event) -> list[Words]:
    """The sides and the kind of act of an event."""
    return [(sides(run, event), ""), (f"  {act(event.event_type, event.mode)}", "i")]


def status_words(run: Run, event) -> list[Words]:
    """Whether it happened and who says so, who denies it, and whether an analyst corrected how it was coded."""
    words: list[Words] = [(STATUS[event.status], "b" if event.status == "realised" else "")]
    claimants = [code for code in event.claimants.split(";") if code]
    if claimants and "NARRATOR" not in claimants:
        more = f" and {len(claimants) - 3} more" if len(claimants) > 3 else ""
        by = "by" if event.status == "demanded" else "according to"
        words.append((f" {by} {', '.join(run.label(code) for code in claimants[:3])}{more}", "i"))
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


def agreements_in_words(found: pd.DataFrame) -> str:
    """The numbered days of `ceasefires` in words."""
    said = [f"{row.label}: {row.what}, {day(row.day)}" for row in found.itertuples()]
    return "; ".join(said) or "no agreement between the parties was found"
