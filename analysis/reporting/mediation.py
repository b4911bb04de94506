"""The sections of the mediation report: who mediates between whom, how evenly, with what answer, and how sure that is."""

from __future__ import annotations

import pandas as pd

from analysis.figures.attendance import rounds
from analysis.figures.swimlanes import chosen
from analysis.measures.edges import edges
from analysis.measures.records import records
from analysis.reporting import blocks, spread
from analysis.reporting.basis import of_layers
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import marked, marks
from analysis.reporting.data import Run
from analysis.reporting.sections import ENOUGH, bringing_together
from analysis.reporting.wording import CHANGES, LAYERS, OUTCOMES, ROLES, TRIADS, act, count, day, span

LEAST_STEPS = 2  # a single appeal is no forum
MOST_ROWS = 24
MOST_PAIRS = 12
THIRDS = 3
ALPHA = 0.05


def evidence_of(run: Run, event_id: str) -> str:
    """The coding that tells an event best, "" for an event that is none."""
    found = run.events.loc[run.events["event_id"] == event_id, "evidence"]
    return found.iloc[0] if len(found) else ""


def summary(run: Run) -> Block:
    """Five lines: who mediates, what was agreed, whether it held, how even, what changed."""
    if run.events.empty:
        return blocks.paragraph("No event was found in these articles.")
    return blocks.points([_who(run), _agreed(run), _held(run), _even(run), _changed(run)])


def share_of_draws(run: Run, actor: str, role: str, side: str) -> float | None:
    """In how many draws of articles an actor has a role; None where nothing was drawn."""
    name = f"{role} of {side}" if side else role
    found = run.uncertainty[
        (run.uncertainty["measure"] == "role")
        & (run.uncertainty["actor_id"] == actor)
        & (run.uncertainty["counterpart_id"] == name)
    ]
    return float(found["share_of_draws"].iloc[0]) if len(found) else None


def _who(run: Run) -> list[Words]:
    found = run.roles_found[run.roles_found["conflict_role"] == "mediator"]
    found = found.sort_values(["strength", "actor_id"], ascending=[False, True])
    if found.empty:
        return [("Who mediates. ", "b"), ("Nobody met the rule for a mediator.", "")]
    named = []
    for row in found.head(5).itertuples():
        share = share_of_draws(run, row.actor_id, "mediator", "")
        sure = f", holds in {share:.0%} of draws of the articles" if share is not None else ""
        named.append(f"{run.label(row.actor_id)} ({count(int(row.n_events), 'event')}{sure})")
    return [
        ("Who mediates. ", "b"),
        ("; ".join(named) + ".", ""),
        *marks(run, [evidence_of(run, row.evidence.split()[0]) for row in found.head(5).itertuples()]),
    ]


def _agreed(run: Run) -> list[Words]:
    agreed = run.chains[run.chains["agreed_date"] != ""].sort_values(["agreed_date", "chain_id"])
    if agreed.empty:
        return [("What was agreed. ", "b"), ("No agreement between the parties was found.", "")]
    said = [
        f"{day(row.agreed_date)}{' through ' + run.names(row.conveners) if row.conveners else ''} ({OUTCOMES[row.outcome]})"
        for row in agreed.head(6).itertuples()
    ]
    steps = run.chain_steps[run.chain_steps["stage"].isin(["cease_fire", "settlement"])]
    told = [
        evidence_of(run, steps.loc[steps["chain_id"] == row.chain_id, "event_id"].iloc[0])
        for row in agreed.head(4).itertuples()
    ]
    return [("What was agreed. ", "b"), ("; ".join(said) + ".", ""), *marks(run, told)]


def _held(run: Run) -> list[Words]:
    if run.ceasefires.empty:
        return [("Did it hold? ", "b"), ("There was no cease-fire to hold.", "")]
    broken = run.ceasefires[run.ceasefires["alleged_date"] != ""]
    days = sorted(int(value) for value in broken["days_to_alleged"].dropna())
    span = f"{days[0]} to {days[-1]} days" if days and days[0] != days[-1] else count(days[0], "day") if days else ""
    told = f"; the first after {span}" if days else ""
    enough = "" if len(run.ceasefires) >= ENOUGH else " (insufficient for a rate)"
    return [
        ("Did it hold? ", "b"),
        (f"Of {count(len(run.ceasefires), 'cease-fire')}, a breach of {len(broken)} was alleged{told}{enough}.", ""),
        *marks(run, [evidence_of(run, event) for event in broken["alleged_event_id"]]),
    ]  # fmt: skip


def _even(run: Run) -> list[Words]:
    found = run.measures[(run.measures["measure"] == "attention_share") & run.measures["value"].notna()]
    found = found.sort_values(["n", "actor_id"], ascending=[False, True]).head(3)
    said = [
        f"{run.label(row.actor_id)} {row.value:.0%} of {row.n} contacts with {run.label(row.counterpart_id)} ({row.low:.0%}–{row.high:.0%})"
        for row in found.itertuples()
    ]
    return [
        ("How even? ", "b"),
        (("; ".join(said) or "Insufficient: nobody had five contacts with the parties") + ". Contacts that took place and were told.", ""),
    ]  # fmt: skip


def _changed(run: Run) -> list[Words]:
    found = latest_changes(run)
    if found.empty:
        return [("What changed last. ", "b"), ("No window to compare.", "")]
    row = found.iloc[0]
    talks = found[found["layer"] == "communication"]
    new, gone = (int((talks["change"] == word).sum()) for word in ("added", "dropped"))
    return [
        ("What changed last. ", "b"),
        (f"In the week to {day(row.window_end)}, {count(new, 'pair')} talked that had not the week before, {gone} no longer did.", ""),
    ]  # fmt: skip


def latest_changes(run: Run) -> pd.DataFrame:
    """The changes of the last window that has any."""
    return (
        run.changes[run.changes["window_end"] == run.changes["window_end"].max()] if len(run.changes) else run.changes
    )


def roles_table(run: Run) -> Block:
    """Who plays which part, by the events alone, with how often it holds and its first evidence."""
    order = {role: k for k, role in enumerate(ROLES)}
    found = run.roles_found[(run.roles_found["n_events"] >= ENOUGH) & ~_shaky(run)]
    found = found.assign(order=found["conflict_role"].map(order))
    found = found.sort_values(["order", "n_events", "actor_id"], ascending=[True, False, True])
    rows = [
        [
            [(run.label(row.actor_id), "b")],
            role_words(run, row.conflict_role, row.side),
            span(row.since, row.until),
            str(row.n_events),
            _share(share_of_draws(run, row.actor_id, row.conflict_role, row.side)),
            hypothesis(run, row.hypothesis),
            marked(run, first, 160) if (first := best_evidence(run, row)) else "the case says so",
        ]
        for row in found.itertuples()
    ]
    return blocks.table(["Actor", "Role", "From – to", "Events", "Holds in", "Hypothesis", "Evidence"], rows, [1.25, 1.15, 1.1, 0.7, 0.7, 1.2, 3.6],
                        "Roles that follow from five events or more, from the events alone, and come out in at least half of the draws. Holds in: share of draws of the articles in which the role comes out. The hypothesis is what the case expected and never enters the rule.")  # fmt: skip


def best_evidence(run: Run, role) -> str:
    """The coding to quote for a role: of a mediator talks it held with both parties before an appeal, else the first event."""
    if role.conflict_role == "mediator":
        return bringing_together(run, role)
    return evidence_of(run, role.evidence.split(" ")[0])


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def role_words(run: Run, role: str, side: str) -> str:
    """ "backer of Azerbaijan"."""
    return ROLES[role] + (f" of {run.label(side)}" if side and role in ("backer", "alleged_proxy") else "")


def hypothesis(run: Run, words: str) -> str:
    """ "backer of AZE" -> "backer of Azerbaijan"."""
    role, _, side = words.partition(" of ")
    return (ROLES.get(role, role) + (f" of {run.label(side)}" if side else "")) or "–"


def insufficient(run: Run) -> Block:
    """Roles that rest on fewer than five events, named but not shown as findings."""
    few = run.roles_found[run.roles_found["n_events"] < ENOUGH].sort_values(["actor_id", "conflict_role"])
    named = [
        f"{run.label(r.actor_id)} ({role_words(run, r.conflict_role, r.side)}, {r.n_events})" for r in few.itertuples()
    ]
    shaky = run.roles_found[(run.roles_found["n_events"] >= ENOUGH) & _shaky(run)]
    doubted = [
        f"{run.label(r.actor_id)} ({role_words(run, r.conflict_role, r.side)}, {_share(share_of_draws(run, r.actor_id, r.conflict_role, r.side))})"
        for r in shaky.sort_values(["actor_id", "conflict_role"]).itertuples()
    ]
    more = f" In fewer than half of the draws: {'; '.join(doubted)}." if doubted else ""
    return blocks.paragraph("Insufficient, from fewer than five events: " + ("; ".join(named) or "none") + "." + more)


def _shaky(run: Run) -> pd.Series:
    """Which roles come out in fewer than half of the draws of the articles."""
    shares = [share_of_draws(run, r.actor_id, r.conflict_role, r.side) for r in run.roles_found.itertuples()]
    return pd.Series([share is not None and share < 0.5 for share in shares], index=run.roles_found.index, dtype=bool)


def even_table(run: Run) -> Block:
    """Per third party: contacts with each party, share with interval, tilt, calls to both at once."""
    if len(run.parties) != 2:
        return blocks.paragraph("No two parties were found, so that nobody can be even between them.")
    found = {(r.measure, r.actor_id, r.counterpart_id): r for r in run.measures.itertuples()}
    actors = run.measures.loc[run.measures["measure"] == "contacts", ["actor_id", "n"]].groupby("actor_id")["n"].sum()
    rows = []
    for actor in sorted(actors.index, key=lambda code: (-actors[code], code))[:MOST_ROWS]:
        first, second = (found.get(("contacts", actor, party)) for party in run.parties)
        rows.append(
            [
                [(run.label(actor), "b")],
                *(
                    counted(run, row.value, "contacts", "communication", actor, party)
                    if row is not None and row.value == row.value
                    else "0"
                    for row, party in ((first, run.parties[0]), (second, run.parties[1]))
                ),
                _with_interval(found.get(("attention_share", actor, run.parties[0])), "%"),
                _with_interval(found.get(("tilt", actor, run.parties[0])), ""),
                _with_interval(found.get(("even_handedness", actor, "")), "%"),
            ]
        )
    names = [run.label(party) for party in run.parties]
    return blocks.table(["Third party", *(f"Contacts with {name}" for name in names), f"Share of {names[0]}", f"Tilt towards {names[0]}", "Calls to both at once"], rows,
                        [1.8, 1.2, 1.2, 1.7, 1.3, 1.7], "Even-handedness: contacts that took place with 95 % intervals over draws of the articles, shares with Wilson 95 % intervals; tilt of words and deeds from −1 to 1. Below five events: insufficient.")  # fmt: skip


def _with_interval(row, form: str) -> str:
    if row is None:
        return "–"
    if row.value != row.value:
        return f"insufficient (n = {row.n})"
    show = (lambda value: f"{value:.0%}") if form == "%" else (lambda value: f"{value:+.2f}")
    ends = f" ({show(row.low)}–{show(row.high)})" if row.low == row.low else ""
    return f"{show(row.value)}{ends}, n = {row.n}"


def chains_table(run: Run) -> Block:
    """The attempts with two steps or more, and how far each got."""
    found = run.chains[run.chains["n_steps"] >= LEAST_STEPS].sort_values(["first_date", "chain_id"])
    rows = [
        [
            [(run.names(row.conveners) or "the parties themselves", "b")],
            span(row.first_date, row.last_date),
            str(row.n_steps),
            OUTCOMES[row.outcome],
            run.names(row.accepted_by) or "–",
            run.names(row.refused_by) or "–",
            run.names(row.conditional_by) or "–",
            day(row.agreed_date) if row.agreed_date else "–",
        ]
        for row in found.head(MOST_ROWS).itertuples()
    ]
    single = int((run.chains["n_steps"] < LEAST_STEPS).sum())
    rate = run.chain_measures[run.chain_measures["measure"] == "joint_acceptance_rate"]
    said = f" Offers both parties took up: {_with_interval(next(rate.itertuples(), None), '%')}." if len(rate) else ""
    return blocks.table(["Convener", "Days", "Steps", "How far", "Accepted by", "Refused by", "On a condition", "Agreed"], rows, [1.9, 1.6, 0.6, 1.3, 1.5, 1.1, 1.1, 1.0],
                        f"Attempts at mediation of two steps or more; {count(single, 'single appeal')} left out. Accepted: said yes, came to joint talks, or agreed.{said}")  # fmt: skip


def conditions_table(run: Run) -> Block:
    """What somebody wants done first, and what is held back until then."""
    found = run.conditions.sort_values(["day", "coding_id"])
    rows = [
        [
            day(row.day),
            [(run.names(row.named_by), "b")],
            run.names(row.asked_of) or "not told",
            act(row.event_type, row.mode),
            row.word,
            marked(run, row.coding_id, 170),
        ]
        for row in found.head(MOST_ROWS // 2).itertuples()
    ]
    if not rows:
        return blocks.paragraph("No condition for talks or a cease-fire was found.")
    return blocks.table(["Day", "Who makes it", "Who is to act first", "What", "Word", "Evidence"], rows, [0.8, 1.3, 1.3, 1.2, 0.8, 3.8],
                        f"Conditions ({len(rows)} of {len(found)}): what is to be done before somebody agrees. Found by the words between two acts of a sentence; a condition told in two sentences, or by other words, is missed.")  # fmt: skip


def ceasefires_table(run: Run) -> Block:
    """Each cease-fire with its first alleged and confirmed breach and their sentences."""
    rows = []
    for row in run.ceasefires.sort_values("agreed_date").itertuples():
        told = evidence_of(run, row.alleged_event_id)
        rows.append(
            [
                [(day(row.agreed_date), "b")],
                run.names(row.conveners) or "not told",
                f"{day(row.alleged_date)}, by {run.names(row.alleged_by)}" if row.alleged_date else "none told",
                day(row.confirmed_date) if row.confirmed_date else "none told",
                str(row.n_breaches),
                marked(run, told, 170) if told else "–",
            ]
        )
    return blocks.table(["Agreed", "Through", "First breach alleged", "First confirmed", "Breaches told", "First allegation"], rows, [0.9, 1.2, 1.7, 1.1, 0.8, 3.4],
                        "Cease-fires. Alleged: somebody says so; confirmed: the article itself or more than one side tells it. Days, not hours: news dates an event to a day. Who broke it first is not decided here. Numbers of breaches are what was told, no estimate: no interval.")  # fmt: skip


def demands_table(run: Run) -> Block:
    """What is asked of whom, and the answer."""
    found = run.demands.assign(weight=-run.demands["n_demands"]).sort_values(["weight", "first_date", "event_id"])
    rows = [
        [
            run.names(row.demanded_by) or "not told",
            run.names(row.demanded_of) or "not told",
            act(row.event_type, row.mode),
            day(row.first_date),
            ANSWERS[row.answer],
            marked(run, row.evidence, 170),
        ]
        for row in found.head(MOST_ROWS // 2).itertuples()
    ]
    return blocks.table(["Who asks", "Of whom", "For what", "Since", "Answer in a week", "Evidence"], rows, [1.4, 1.3, 1.3, 0.8, 1.2, 3.4],
                        f"Demands asked for most ({len(rows)} of {len(run.demands)}). The answer is the first later act of the same kind; that it followed does not say that it followed from the demand.")  # fmt: skip


ANSWERS = {"met": "followed", "agreed": "promised", "refused": "refused", "open": "none found"}


def structure_table(run: Run) -> Block:
    """What the third parties are to the two parties together: signs, brokerage, place between them."""
    between = run.measures[
        (run.measures["measure"] == "betweenness_between_parties") & (run.measures["layer"] == "communication")
    ]
    triads = {}
    for row in run.triads.itertuples():
        outside = {row.actor_a, row.actor_b, row.actor_c} - set(run.parties)
        if len(outside) == 1:
            triads[outside.pop()] = TRIADS.get(row.triad_role, "")
    liaison = {r.actor_id: r for r in run.measures[run.measures["measure"] == "brokerage_liaison"].itertuples()}
    rows = []
    for row in between.sort_values(["value", "actor_id"], ascending=[False, True]).itertuples():
        if row.actor_id in run.parties or not (row.value > 0 or row.actor_id in triads):
            continue
        held = liaison.get(row.actor_id)
        rows.append(
            [
                [(run.label(row.actor_id), "b")],
                f"{row.value:.2f}",
                interval_words(run, "betweenness_between_parties", "communication", row.actor_id),
                f"{int(held.value)} ({held.note.split(' (')[0]})"
                if held is not None and held.value == held.value
                else "–",
                triads.get(row.actor_id, "–"),
            ]
        )
    frustration = next(run.measures[run.measures["measure"] == "frustration_normalised"].itertuples(), None)
    whole = f" Balance of the signed network (1: all ties fit a division into two camps): {frustration.value:.2f} ({interval_words(run, 'frustration_normalised', 'all', '')} over articles), n = {frustration.n} ties; it falls where a third party has cooperative ties with both of a hostile pair, and says nothing of how stable the network is." if frustration is not None and frustration.value == frustration.value else ""  # fmt: skip
    return blocks.table(["Third party", "Share of ways between the parties", "95 % over articles", "Liaison paths (z, p)", "Its ties with the two parties"], rows[:MOST_ROWS], [1.8, 1.6, 1.4, 1.5, 2.4],
                        "Who stands between the parties where actors talk: share of the shortest indirect ways (a tie is the shorter the more events it carries; 1.00: all of them run over the actor, 0.00: none), and liaison paths between groups with the chance of as many in groups dealt out at random." + whole)  # fmt: skip


def chance_points(run: Run) -> Block:
    """What stands out from chance: one line for each way of letting chance in."""
    measures, talks = run.measures, run.chain_measures
    lines = {
        "Who sits with whom. ": _stands_out(run, talks, "co_participation_p", "how often everybody came and the size of every round of talks"),
        "Who brokers. ": _stands_out(run, measures, "brokerage_p", "with how many others everybody talks"),
        "Answers in kind. ": _returned(run),
        "Spells of hostile and of cooperative acts. ": _stands_out(run, measures, "clustering_p", "the days of a pair and its acts, not which act fell on which day"),
    }  # fmt: skip
    return blocks.points([[(name, "b"), (words, "")] for name, words in lines.items()])


def _stands_out(run: Run, found: pd.DataFrame, name: str, kept: str) -> str:
    """ "1 of 24 pairs stands out from chance: A and B (p = 0.001). Kept is ...": those below 0.05 / number tested."""
    found = found[(found["measure"] == name) & found["value"].notna()].sort_values(
        ["value", "actor_id", "counterpart_id"]
    )
    if found.empty:
        return "Not tested: too few events, or too many."
    named = lambda row: " and ".join(run.label(code) for code in (row.actor_id, row.counterpart_id) if code)  # noqa: E731
    out = [f"{named(row)} (p = {row.value:.3f})" for row in found.itertuples() if row.value <= ALPHA / len(found)]
    kind = count(len(found), "pair" if (found["counterpart_id"] != "").all() else "actor")
    first = next(found.itertuples())
    said = f"{len(out)} of {kind} stand out from chance: {'; '.join(out)}" if out else f"Of {kind} none stands out from chance; nearest is {named(first)} (p = {first.value:.2f})"  # fmt: skip
    return f"{said}. Kept in every draw: {kept}."


def _returned(run: Run) -> str:
    found = {row.measure: row for row in run.measures.itertuples() if row.measure in ("reciprocity", "reciprocity_p")}
    own, tested = found.get("reciprocity"), found.get("reciprocity_p")
    if own is None or own.value != own.value:
        return "Insufficient: too few ties of words and deeds."
    p = (
        f"p = {tested.value:.3f} beside networks with as many ties for everybody"
        if tested is not None
        else "not tested: too many ties"
    )
    return f"{own.value:.0%} of {own.n} ties of words and deeds are returned by an act of the other ({p})."


def interval_words(run: Run, measure: str, layer: str, actor: str) -> str:
    """The interval of a measure over draws of articles, or why there is none."""
    found = run.uncertainty[
        (run.uncertainty["measure"] == measure) & (run.uncertainty["layer"] == layer) & (run.uncertainty["actor_id"] == actor)
    ]  # fmt: skip
    if found.empty:
        return "not drawn: too few articles"
    row = found.iloc[0]
    return f"{row.low:.2f}–{row.high:.2f}" if row.low == row.low else row.no_interval


def counted(run: Run, value: float, measure: str, layer: str, actor: str, other: str = "") -> str:
    """A count with its interval over draws of articles, "7 (3–12)"; alone where nothing was drawn."""
    found = run.uncertainty[
        (run.uncertainty["measure"] == measure) & (run.uncertainty["layer"] == layer)
        & (run.uncertainty["actor_id"] == actor) & (run.uncertainty["counterpart_id"] == other)
    ]  # fmt: skip
    ends = (
        f" ({found.iloc[0].low:.0f}–{found.iloc[0].high:.0f})"
        if len(found) and found.iloc[0].low == found.iloc[0].low
        else ""
    )
    return f"{value:.0f}{ends}"


def changes_table(run: Run) -> Block:
    """Edges that came, went or turned in the last window, as a table a human reads."""
    found = latest_changes(run)
    rows = [
        [LAYERS[row.layer], f"{run.label(row.actor_a)} – {run.label(row.actor_b)}", CHANGES[row.change], f"{row.weight_before:.0f}", f"{row.weight_now:.0f}"]
        for row in found.head(MOST_ROWS).itertuples()
    ]  # fmt: skip
    span = f" of {day(found.iloc[0].window_start)} to {day(found.iloc[0].window_end)}" if len(found) else ""
    return blocks.table(["Layer", "Pair", "What changed", "Before", "Now"], rows, [1.4, 2.6, 1.6, 0.7, 0.7],
                        f"Ties of the last week{span} beside the week before ({len(rows)} of {len(found)}); numbers are events that happened.")  # fmt: skip


def lanes(run: Run) -> pd.DataFrame:
    """The steps of the chains that are drawn as lanes."""
    drawn = chosen(run.chains, run.chain_steps)
    return run.chain_steps[run.chain_steps["chain_id"].isin(drawn["chain_id"])]


def lanes_in_words(run: Run) -> str:
    """Which chains are drawn."""
    several = int((run.chains["n_steps"] >= LEAST_STEPS).sum())
    drawn = len(chosen(run.chains, run.chain_steps))
    return f"the steps of {drawn} of {count(several, 'attempt')} with two steps or more, agreed ones first"


def agreements_in_words(run: Run) -> str:
    """The agreements the chains led to."""
    found = run.chains[run.chains["agreed_date"] != ""].sort_values(["agreed_date", "chain_id"])
    return "; ".join(f"{day(row.agreed_date)} {run.names(row.conveners)}" for row in found.itertuples()) or "none"


def rounds_drawn(run: Run) -> pd.DataFrame:
    """The rounds of talks the matrix of attendance shows."""
    return rounds(run.attendance, run.events, run.parties)


def attended_in_words(run: Run) -> str:
    """How many rounds of talks there were, how many with both parties, how many of them only planned."""
    who = run.attendance.groupby("event_id")["actor_id"].agg(set)
    both = who[[set(run.parties) <= actors for actors in who]].index if len(run.parties) == 2 else who.index[:0]
    held = set(run.attendance.loc[run.attendance["attendance"].isin(["attended", "hosted"]), "event_id"])
    came = sum(event in held for event in both)
    return f"{count(len(who), 'round')} of talks in which somebody is named; {len(both)} with both parties, {came} of these held. Who is not named in a text is not in the matrix."


def rounds_in_words(run: Run) -> str:
    """Which rounds are drawn."""
    return f"{len(rounds_drawn(run))} of {count(run.attendance['event_id'].nunique(), 'round')} of talks, those of a party first"


def between_parties(run: Run) -> pd.DataFrame:
    """What the two parties did to one another on an exact day of the window, talks and relations that happened."""
    found = dated_ties(run)
    both = found["source_id"].isin(run.parties) & found["target_id"].isin(run.parties)
    return found[both]


def dated_ties(run: Run) -> pd.DataFrame:
    """Talks and relations that happened on an exact day of the window."""
    found = in_windows(run)
    return found[found["layer"].isin(["communication", "relation"]) & found["event_date"].between(*run.window)]


def in_windows(run: Run) -> pd.DataFrame:
    """What the windows are made of: happened, with an exact day."""
    found = of_layers(run, ("communication", "process", "relation"))
    return found[found["event_date"].str.len() == 10]


def thirds(run: Run) -> list[tuple[str, pd.DataFrame]]:
    """The window in three equal spans, (days in words, edges of talks and relations that happened then)."""
    start, end = (pd.Timestamp(day) if day else None for day in run.window)
    if start is None or (end - start).days < THIRDS - 1:
        return []
    found, n = dated_ties(run), (end - start).days + 1
    cuts = [start + pd.Timedelta(days=n * k // THIRDS) for k in range(THIRDS + 1)]
    parts = []
    for first, after in zip(cuts, cuts[1:], strict=False):
        ends = f"{first:%Y-%m-%d}", f"{after - pd.Timedelta(days=1):%Y-%m-%d}"
        inside = found[found["event_date"].between(*ends)]
        columns = {"layer": "str", "source_id": "str", "target_id": "str", "n_realised": "int", "sign": "int"}
        made = pd.DataFrame(edges(records(inside)), columns=list(run.edges.columns)) if len(inside) else pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})  # fmt: skip
        parts.append((span(*ends), made))
    return parts


def changes_in_words(run: Run) -> str:
    """How the network of the last week differs from the one before, layer by layer."""
    found = latest_changes(run)
    if found.empty:
        return "There is no week to compare with the one before."
    parts = []
    for layer in ("communication", "process", "relation"):
        counts = found.loc[found["layer"] == layer, "change"].value_counts()
        words = [f"{counts[change]} {word}" for change, word in CHANGES.items() if counts.get(change)]
        if words:
            parts.append(f"{LAYERS[layer]}: {', '.join(words)}")
    few = int((found[["weight_before", "weight_now"]].max(axis=1) < ENOUGH).sum())
    first = found.iloc[0]
    return f"Pairs of actors with an event that happened in the week {span(first.window_start, first.window_end)}, beside the week before: {'; '.join(parts)}. {few} of these {len(found)} changes rest on fewer than five events: insufficient to speak of a trend."


def contacts_table(run: Run) -> Block:
    """How often the pairs talked: how many by telephone, how many dated, and what texts count."""
    rows = []
    for (a, b), ways in run.contacts.groupby(["actor_a", "actor_b"], sort=True):
        phone = ways[ways["way"] == "phone"]
        counted = [f"{row.n_reported} {'by telephone' if row.way == 'phone' else 'other'}" for row in ways.itertuples() if pd.notna(row.n_reported)]  # fmt: skip
        days = sorted(day for column in ("first_date", "last_date") for day in ways[column] if day)
        rows.append(
            (-int(ways["n_summed"].sum()), f"{run.label(a)} – {run.label(b)}", int(phone["n_summed"].sum()), int(ways["n_dated"].sum()),
             ", ".join(counted) or "–", span(days[0], days[-1]) if days else "no date")
        )  # fmt: skip
    rows.sort()
    shown = [[pair, str(-n), str(phone), str(dated), counted, days] for n, pair, phone, dated, counted, days in rows[:MOST_PAIRS]]
    return blocks.table(["Pair", "Contacts", "By telephone", "Dated", "A text counts", "First – last"], shown, [2.4, 0.8, 1.0, 0.7, 1.3, 1.8],
                        f"Contacts that took place: the {len(shown)} of {count(len(rows), 'pair')} with most. Counted are talks one by one, by their days or as a text counts them; a line of the figure counts every event of talks, also mediation told without a day. Talks that nobody reports are not counted, so that every number is a lower bound.")  # fmt: skip


def spread_table(run: Run) -> Block:
    """Fire told or feared to have landed in states outside the conflict, as the chronicle has it."""
    return spread.table(run)
