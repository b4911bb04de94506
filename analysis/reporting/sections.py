"""The sections of the chronicle, and what all reports share: tables in, blocks out. Every number is computed here from the tables, none is written by hand."""

from __future__ import annotations

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.data import Run
from analysis.reporting.wording import LAYERS, STATUS, VERBS, count, day

ENOUGH = 5
FORCE = ("ASSAULT", "COERCE")
CEASEFIRE_TYPES = ("AGREE", "RETREAT")
CONSTRUCTED = "The articles of this case are reconstructions: written for this project in the style of an agency desk from public facts of each day, whose addresses stand in the list of articles. They show how the tool works and must not be cited as news."


def marked(run: Run, coding_id: str, longest: int = 330) -> list[Words]:
    """The sentence of a coding in quotation marks, its trigger in bold, and where it stands.

    Long sentences are cut around the trigger; the marks say that the words are the article's, not the report's.
    """
    row = run.evidence.loc[coding_id]
    start, end = int(row.char_start - row.sentence_start), int(row.char_end - row.sentence_start)
    text = row.sentence
    left = max(0, start - longest // 2) if len(text) > longest else 0
    left = text.find(" ", left, start) + 1 or left if left else 0  # not in the middle of a word
    right = min(len(text), left + longest)
    right = max(text.rfind(" ", end, right), end) if right < len(text) else right
    words: list[Words] = [
        ("“" + ("…" if left else "") + text[left:start], ""),
        (text[start:end], "b"),
        (text[end : max(end, right)] + ("…" if right < len(text) else "") + "”", ""),
    ]
    return [*words, (f"  [{row.article_id} #{row.sentence_no}, {row.publisher or 'no publisher'}]", "i")]


def sides(run: Run, event) -> str:
    """Who did it to whom, in words."""
    source, target = run.names(event.source), run.names(event.target)
    if event.direction == "mutual":
        both = " – ".join(filter(None, (source, target)))
        return both + (f" (with {run.names(event.third_parties)})" if event.third_parties else "")
    return f"{source or 'not stated'} → {target or 'not stated'}"


def title_page(run: Run) -> Block:
    """Title, window, what it was made from."""
    start, end = run.window
    publishers = run.articles["publisher"].replace("", "no publisher").nunique()
    lines = [
        f"Window: {day(start)} to {day(end)}",
        f"Made from {count(len(run.articles), 'article')} of {count(publishers, 'publisher')}: {count(len(run.codings), 'coded mention')} of {count(len(run.events), 'event')}",
        "Parties in alphabetical order: "
        + " and ".join(run.label(code) for code in run.parties)
        + (" (inferred from the events)" if run.case.parties_inferred else "")
        if run.parties
        else "No two parties were found",
    ]
    return blocks.title(
        run.case.title,
        "Chronicle: what was reported, claimed, planned and refused",
        lines,
        CONSTRUCTED if (run.articles["article_kind"] == "reconstruction").any() else "",
    )


def summary(run: Run) -> Block:
    """Five lines: what happened, who talks, who mediates, what was agreed and refused, how sure."""
    if run.events.empty:
        return blocks.paragraph("No event was found in these articles.")
    return blocks.points([_happened(run), _talks(run), _mediators(run), _agreed(run), _sure(run)])


def reference(events: pd.DataFrame) -> Words:
    """Where the event most articles tell can be read, as a mark."""
    if events.empty:
        return ("", "i")
    best = events.sort_values(["n_articles", "n_mentions", "event_id"], ascending=[False, False, True]).iloc[0]
    return (f" [{best.evidence}]", "i")


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


def _happened(run: Run) -> list[Words]:
    found = run.in_window
    force = found[(found["event_type"].isin(FORCE))]
    held, claimed = (force["status"] == "realised").sum(), (force["status"] == "alleged").sum()
    return [
        ("Violence. ", "b"),
        (f"{count(int(held), 'event')} of force or coercion told as fact and {int(claimed)} told only as somebody's claim.{trend(run)} Who started the fighting is itself a claim and is not decided here.", ""),
        reference(force[force["status"] == "realised"]),
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
        (f"Most contacts that took place: {', '.join(top)}. Numbers are events, however many articles tell them.", ""),
        reference(run.in_window[(run.in_window["layer"] == "communication") & (run.in_window["status"] == "realised")]),
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
    return [("Mediation. ", "b"), (f"By their acts alone, mediators were: {', '.join(named)}.", ""), reference(first)]


def _agreed(run: Run) -> list[Words]:
    refused = (run.in_window["status"] == "declined").sum()
    days = list(ceasefires(run)["day"])
    said = (
        f"Agreements or cease-fires between the parties were reported for {', '.join(day(d) for d in days[:8])}"
        if days
        else "No agreement between the parties was found"
    )
    return [
        ("Agreements. ", "b"),
        (f"{said}; {count(int(refused), 'act')} (meetings, demands) reported as refused.", ""),
        reference(run.events[run.events["evidence"].isin(ceasefires(run)["evidence"])]),
    ]


def _sure(run: Run) -> list[Words]:
    row = run.scores[run.scores["field"] == "event"]
    agreement = (
        f"On {int(row.iloc[0].n_gold)} events coded by hand the coder's precision is {row.iloc[0].precision:.2f} and its recall {row.iloc[0].recall:.2f}"
        if len(row)
        else "No sentences of this case were coded by hand, so that the coder's precision is unknown"
    )
    single = (run.in_window["n_publishers"] <= 1).mean() if len(run.in_window) else 0
    return [("How sure. ", "b"), (f"{agreement}; {single:.0%} of the events rest on one publisher.", "")]


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
    """The events told most, in the order of their days, with the sentence that tells them best."""
    weight = run.in_window.assign(
        rank=run.in_window["n_articles"] * 10 + run.in_window["n_mentions"] + run.in_window["confidence"]
    )
    chosen = (
        weight.sort_values(["rank", "event_id"], ascending=[False, True])
        .head(top)
        .sort_values(["event_date", "event_id"])
    )
    rows = [
        [
            day(e.event_date),
            [(sides(run, e), ""), (f"  {VERBS[e.event_type]}", "i")],
            _status(run, e),
            f"{e.n_mentions}/{e.n_articles}/{e.n_publishers}",
            marked(run, e.evidence),
        ]
        for e in chosen.itertuples()
    ]
    more = len(run.in_window) - len(chosen)
    return blocks.table(["Day", "Event", "Did it happen", "n", "Evidence"], rows, [0.9, 1.9, 1.3, 0.6, 4.6],
                        f"The {len(chosen)} events told most often{f'; {more} more are in events.csv' if more > 0 else ''}. n: sentences, articles and publishers that tell it. The words that decided are bold.")  # fmt: skip


def _status(run: Run, event) -> list[Words]:
    words: list[Words] = [(STATUS[event.status], "b" if event.status == "realised" else "")]
    claimants = event.claimants.split(";")
    if "NARRATOR" not in claimants:
        words.append((f"  say {', '.join(run.label(code) for code in claimants[:3])}", "i"))
    if event.denied_by:
        words.append((f"  denied by {run.names(event.denied_by)}", "i"))
    return words


def claims_table(run: Run, top: int = 14) -> Block:
    """What is only claimed, and what somebody denies."""
    found = run.in_window[run.in_window["status"].isin(["alleged", "denied"]) | (run.in_window["denied_by"] != "")]
    chosen = (
        found.assign(disputed=found["denied_by"] != "")
        .sort_values(["disputed", "n_articles", "event_date", "event_id"], ascending=[False, False, True, True])
        .head(top)
    )
    rows = [
        [
            day(e.event_date),
            sides(run, e),
            run.names(e.claimants),
            run.names(e.denied_by) or "–",
            marked(run, e.evidence, 240),
        ]
        for e in chosen.itertuples()
    ]
    return blocks.table(["Day", "Claimed event", "Who says so", "Who denies it", "Evidence"], rows, [0.9, 1.7, 1.2, 1.0, 4.2],
                        f"Claims: {count(len(found), 'event')} told only as somebody's claim, or denied; the first {len(chosen)}. A claim is neither confirmed nor doubted by standing here.")  # fmt: skip


def cost_table(run: Run, top: int = 16) -> Block:
    """Losses as claimed, never summed across claimants."""
    losses = run.quantities[run.quantities["measure"].isin(["deaths", "injured", "displaced", "detained"])].merge(
        run.codings[["coding_id", "claimant", "article_id", "sentence_id", "status"]], on="coding_id"
    )
    losses = losses[losses["status"] != "historical"]  # the dead of the 1990s are not those of this war
    losses = losses.drop_duplicates(["sentence_id", "measure", "char_start"])
    rows = []
    for claimant, group in losses.groupby("claimant", sort=True):
        for measure, some in group.groupby("measure", sort=True):
            values = pd.concat([some["low"], some["best"], some["high"]]).dropna()
            rows.append(
                [
                    run.names(claimant),
                    measure,
                    f"{values.min():,.0f}",
                    f"{values.max():,.0f}",
                    str(len(some)),
                    marked(run, some.sort_values("coding_id").iloc[-1].coding_id, 200),
                ]
            )
    rows = rows[:top]
    return blocks.table(["Who says so", "What", "Lowest figure", "Highest figure", "n", "Last sentence"], rows, [1.3, 0.9, 0.8, 0.8, 0.4, 4.2],
                        "Human cost as reported, by whoever gives the figure. Figures count different groups and days and are never summed.")  # fmt: skip


def articles_table(run: Run, top: int = 200) -> Block:
    """All articles with their sources."""
    shown = run.articles.sort_values(["published", "article_id"]).head(top)
    rows = [
        [
            day(a.published),
            [(a.title or a.article_id, ""), (f"  {a.article_id}", "i")],
            a.publisher,
            [(_addresses(a.url), "i")],
        ]
        for a in shown.itertuples()
    ]
    more = len(run.articles) - len(shown)
    return blocks.table(
        ["Day", "Article", "Publisher", "Sources"],
        rows,
        [0.9, 2.8, 1.2, 3.6],
        f"The articles and where their facts can be checked{f'; {more} more are in articles.csv' if more > 0 else ''}.",
    )


def _addresses(url: str) -> str:
    """Addresses that may break at their slashes; at most four."""
    found = url.split()
    shown = [
        address.replace("https://", "").replace("http://", "").replace("/", "/\u200b").replace("-", "-\u200b")
        for address in found[:4]
    ]
    return ", ".join(shown) + (f" and {len(found) - 4} more" if len(found) > 4 else "")


def layers_note(run: Run) -> str:
    """Counts of events a layer, in words."""
    counts = run.in_window.groupby("layer").size()
    return ", ".join(f"{LAYERS[layer]}: {int(counts.get(layer, 0))}" for layer in LAYERS)


def basis(run: Run) -> str:
    """What every caption says: how many events, articles and publishers, which window."""
    start, end = run.window
    return f"n = {len(run.in_window)} events, {len(run.articles)} articles, {run.articles['publisher'].nunique()} publishers, {day(start)} to {day(end)}."
