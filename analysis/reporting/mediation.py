"""The sections of the mediation report: who mediates between whom, how evenly, with what answer, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.figures import adjacency
from analysis.figures.attendance import rounds
from analysis.figures.swimlanes import chosen
from analysis.measures.course.series import concluded
from analysis.measures.dyads import is_contact
from analysis.measures.edges import edges
from analysis.measures.records import records
from analysis.reporting import blocks, spread, talks, unread
from analysis.reporting.basis import of_layers
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import marked, marks, quoted
from analysis.reporting.data import Run
from analysis.reporting.draws import interval_words, share_of_draws
from analysis.reporting.even import even_line, share
from analysis.reporting.sections import ENOUGH, bringing_together, refused
from analysis.reporting.turning import agreed_at
from analysis.reporting.wording import CHANGES, LAYERS, OUTCOMES, ROLES, TRIADS, count, day, span

LEAST_STEPS = 2  # a single appeal is no forum
MOST_ROWS = 24
MOST_PAIRS = 12
MOST_DAYS = 5
MOST_CEASEFIRES = 12
MOST_CHANGES = 10
THIRDS = 3
ALPHA = 0.05


def evidence_of(run: Run, event_id: str) -> str:
    """The coding that tells an event best, "" for an event that is none."""
    found = run.events.loc[run.events["event_id"] == event_id, "evidence"]
    return found.iloc[0] if len(found) else ""


def summary(run: Run) -> Block:
    """Six lines: who mediates, what was agreed, whether it held, what was refused, how even, what changed."""
    if run.events.empty:
        return blocks.paragraph("No event was found in these articles.")
    return blocks.points([_who(run), _agreed(run), _held(run), refused(run), even_line(run), _changed(run)])


def _who(run: Run) -> list[Words]:
    found = run.roles_found[(run.roles_found["conflict_role"] == "mediator") & (run.roles_found["n_events"] >= ENOUGH)]
    found = found.sort_values(["strength", "actor_id"], ascending=[False, True])
    if found.empty:
        return [("Who mediates. ", "b"), ("Nobody met the rule for a mediator in five events or more.", "")]
    named = []
    for row in found.head(5).itertuples():
        held = share_of_draws(run, row.actor_id, "mediator", "")
        sure = f"; {held:.0%}" if held is not None else ""
        named.append(f"{run.label(row.actor_id)} ({count(int(row.n_events), 'event')}{sure})")
    drawn = " The share says in how many of the draws of the articles the role comes out." if named[0].endswith("%)") else ""  # fmt: skip
    return [
        ("Who mediates. ", "b"),
        (f"{', '.join(named)}. Events: talks and acts of mediation, no appeals.{drawn}", ""),
        *marks(run, [best_evidence(run, row) for row in found.head(5).itertuples()]),
    ]


def _agreed(run: Run) -> list[Words]:
    agreed = run.chains[run.chains["agreed_date"] != ""].sort_values(["agreed_date", "chain_id"])
    if agreed.empty:
        return [("What was agreed. ", "b"), ("No agreement between the parties was found.", "")]
    said = [
        f"{day(row.agreed_date)}{' through ' + run.names(row.conveners) if row.conveners else ''} ({OUTCOMES[row.outcome]})"
        for row in agreed.head(6).itertuples()
    ]
    told = [event.evidence for row in agreed.head(6).itertuples() if (event := agreed_at(run, row)) is not None]
    return [("What was agreed. ", "b"), ("; ".join(said) + ".", ""), *marks(run, told), (" The terms, as the articles tell them: below.", "")]


def _held(run: Run) -> list[Words]:
    if run.ceasefires.empty:
        return [("Did it hold? ", "b"), ("There was no cease-fire to hold.", "")]
    broken = run.ceasefires[run.ceasefires["alleged_date"] != ""]
    days = sorted(int(value) for value in broken["days_to_alleged"].dropna())
    told = f"; the first breach is alleged {_after(days[0], days[-1])}" if days else ""
    enough = "" if len(run.ceasefires) >= ENOUGH else " (insufficient for a rate)"
    fates = unread.truces(run)
    last = [(" The latest sentence on how truces fared: ", ""), *quoted(run, fates.iloc[-1].sentence_id, unread.LONGEST)] if len(fates) else []
    return [
        ("Did it hold? ", "b"),
        (f"Of {count(len(run.ceasefires), 'cease-fire')}, a breach of {len(broken)} was alleged{told}{enough}.", ""),
        *marks(run, [evidence_of(run, event) for event in broken["alleged_event_id"]]),
        *last,
    ]  # fmt: skip


def _after(first: int, last: int) -> str:
    """ "on the day it began", "1 to 3 days after"."""
    if not last:
        return "on the day it began"
    return f"{first} to {last} days after" if first != last else f"{count(last, 'day')} after"


def _changed(run: Run) -> list[Words]:
    found = latest_changes(run)
    if found.empty:
        return [("What changed. ", "b"), ("No window to compare.", "")]
    row = found.iloc[0]
    talks = found[found["layer"] == "communication"]
    new, gone = (int((talks["change"] == word).sum()) for word in ("added", "dropped"))
    return [
        ("What changed. ", "b"),
        (f"{alignment_in_words(run).partition('. ')[0].rstrip('.')}. In the week to {day(row.window_end)}, {count(new, 'pair')} talked that had not the week before, {gone} no longer did.", ""),
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
                        "Roles that follow from five events or more, from the events alone, and come out in at least half of the draws. Events of a mediator are its talks with the parties and its acts of mediation; appeals are none of them. A backer has supported one party more than once. Holds in: share of the draws (the articles drawn anew, some twice, some not at all) in which the role comes out. The hypothesis is what the case expected and never enters the rule.")  # fmt: skip


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
    said = f" Of the attempts with an offer or announced talks both parties took up {share(next(rate.itertuples()))}." if len(rate) else ""  # fmt: skip
    return blocks.table(["Convener", "Days", "Steps", "How far", "Accepted by", "Refused by", "On a condition", "Agreed"], rows, [1.9, 1.6, 0.6, 1.3, 1.5, 1.1, 1.1, 1.0],
                        f"Attempts at mediation of two steps or more; {count(single, 'attempt')} of one step left out. How far: the furthest it got, “apart” where the convener spoke with both but no text tells of one table. Accepted: said yes, came to one table, or agreed.{said} An agreement may come of an attempt without an offer, so that more rows can have two names than offers were taken up.")  # fmt: skip



def ceasefires_table(run: Run) -> Block:
    """Each cease-fire with its first alleged and confirmed breach and their sentences."""
    rows, found = [], run.ceasefires.sort_values("agreed_date")
    last = "" if len(found) <= MOST_CEASEFIRES else f" Here the last {MOST_CEASEFIRES} of {len(found)}; all stand in ceasefires.csv."
    for row in found.tail(MOST_CEASEFIRES).itertuples():
        told = evidence_of(run, row.alleged_event_id)
        rows.append(
            [
                [(day(row.agreed_date), "b")],
                run.names(row.conveners) or "not told",
                f"{day(row.alleged_date)}, by {run.names(row.alleged_by)}" if row.alleged_date else "none told",
                [(day(row.confirmed_date), ""), *marks(run, [evidence_of(run, row.confirmed_event_id)])] if row.confirmed_date else "none told",
                str(row.n_breaches),
                marked(run, told, 170) if told else "–",
            ]
        )
    return blocks.table(["Agreed", "Through", "First breach alleged", "First told as fact", "Breaches told", "First allegation"], rows, [0.9, 1.2, 1.7, 1.1, 0.8, 3.4],
                        f"Cease-fires.{last} Alleged: somebody says so; told as fact: the article itself tells a breach of a day, or the side that did it says so as well as another. That a truce “broke down”, without a day, is no breach of a day: such sentences stand below. That both accuse each other confirms nothing. Days, not hours: news dates an event to a day. Who broke it first is not decided here. Numbers of breaches are what was told, no estimate: no interval.")  # fmt: skip




def structure_table(run: Run) -> Block:
    """What the third parties are to the two parties together: signs, brokerage, place between them and between all."""
    talking = run.measures[run.measures["layer"] == "communication"]
    between = talking[talking["measure"] == "betweenness_between_parties"]
    whole = {r.actor_id: r for r in talking[talking["measure"] == "betweenness"].itertuples()}
    liaison = {r.actor_id: r for r in talking[talking["measure"] == "brokerage_liaison"].itertuples()}
    ties = _ties_with_parties(run)
    found = between[~between["actor_id"].isin(run.parties)]
    found = found[(found["value"] > 0) | found["actor_id"].isin(ties)]
    rows = [
        [
            [(run.label(row.actor_id), "b")],
            f"{row.value:.2f} ({interval_words(run, 'betweenness_between_parties', 'communication', row.actor_id)})",
            f"{whole[row.actor_id].value:.2f} ({interval_words(run, 'betweenness', 'communication', row.actor_id)})",
            _liaison(liaison.get(row.actor_id)),
            ties.get(row.actor_id, "–"),
        ]
        for row in found.sort_values(["value", "actor_id"], ascending=[False, True]).itertuples()
    ]
    frustration = next(run.measures[run.measures["measure"] == "frustration_normalised"].itertuples(), None)
    balance = f" Balance of the signed network (1: all ties fit a division into two camps): {frustration.value:.2f} ({interval_words(run, 'frustration_normalised', 'all', '')} over articles), n = {frustration.n} ties; it falls where a third party has cooperative ties with both of a hostile pair, and says nothing of how stable the network is." if frustration is not None and frustration.value == frustration.value else ""  # fmt: skip
    return blocks.table(["Third party", "Ways between the two parties", "Ways between any two", "Ways between groups", "Its ties with the two parties"], rows[:MOST_ROWS], [1.8, 1.7, 1.7, 1.7, 2.4],
                        "Who stands between others where actors talk, with 95 % intervals over draws of the articles: share of the shortest ways that run over the actor (1.00: all, 0.00: none; a tie is the shorter the more events it carries). Two questions, two numbers: the first looks only at the ways between the two parties, their direct tie left out, the second at the ways between any two actors, as the figure below does. Ways between groups: how many lead from an actor of one group (the parties with their allies, the third parties) over this one to an actor of another; in brackets how often as many come up where chance deals out the groups. A tie of fewer than five events has no sign." + balance)  # fmt: skip


def _liaison(row) -> str:
    """ "4 (as many by chance in 31%)"."""
    if row is None or row.value != row.value:
        return "–"
    p = row.note.split("p = ")[-1].split(" ")[0].rstrip(",;)") if "p = " in row.note else ""
    return f"{int(row.value)}" + (f" (as many by chance in {float(p):.0%})" if p else "")


def _ties_with_parties(run: Run) -> dict[str, str]:
    """Third party -> what its two ties with the parties are, insufficient where one has fewer than five events."""
    pairs = adjacency.pairs(run.edges)
    found = {}
    for row in run.triads.itertuples():
        outside = {row.actor_a, row.actor_b, row.actor_c} - set(run.parties)
        if len(outside) == 1 and row.triad_role:
            actor = outside.pop()
            least = min(pairs[tuple(sorted((actor, party)))][1] for party in run.parties)
            found[actor] = TRIADS.get(row.triad_role, "") if least >= ENOUGH else f"insufficient (n = {least} with one)"
    return found


def looked_for(run: Run) -> tuple[str, ...]:
    """The parties, and whoever has a role from five events or more: whom a reader looks for in a ranking."""
    return tuple(sorted({*run.parties, *run.roles_found.loc[run.roles_found["n_events"] >= ENOUGH, "actor_id"]}))


def chance_points(run: Run) -> Block:
    """What stands out from chance: one line for each way of letting chance in."""
    measures, talks = run.measures, run.chain_measures
    lines = {
        "Who sits with whom. ": _stands_out(run, talks, "co_participation_p", "in which everybody comes to as many rounds of talks and each round is as large, but chance says who meets whom"),
        "Who brokers. ": _stands_out(run, measures, "brokerage_p", "in which everybody talks with as many others, but chance says with whom"),
        "Answers in kind. ": _returned(run),
        "Spells of hostile and of cooperative acts. ": _stands_out(run, measures, "clustering_p", "in which a pair has the same acts on the same days, but chance says which act fell on which day"),
    }  # fmt: skip
    return blocks.points([[(name, "b"), (words, "")] for name, words in lines.items()])


def _stands_out(run: Run, found: pd.DataFrame, name: str, drawn: str) -> str:
    """ "Of 24 pairs 1 stands out: A and B, in 0.1% of worlds in which ...": those rarer than 5% shared among all tested."""
    found = found[(found["measure"] == name) & found["value"].notna()].sort_values(
        ["value", "actor_id", "counterpart_id"]
    )
    if found.empty:
        return "Not tested: too few events, or too many."
    named = lambda row: " and ".join(run.label(code) for code in (row.actor_id, row.counterpart_id) if code)  # noqa: E731
    out = [f"{named(row)} (as much comes up in {row.value:.1%})" for row in found.itertuples() if row.value <= ALPHA / len(found)]
    kind = count(len(found), "pair" if (found["counterpart_id"] != "").all() else "actor")
    of = f"Compared with random worlds {drawn}"
    if out:
        return f"{of}, {len(out)} of {kind} {'stands' if len(out) == 1 else 'stand'} out: {'; '.join(out)}."
    return f"{of}, none of {kind} stands out: even the rarest comes up in {found['value'].min():.0%} of them, and to stand out it would have to be rarer than {ALPHA / len(found):.1%} (5% shared among all that are compared)."


def _returned(run: Run) -> str:
    found = {row.measure: row for row in run.measures.itertuples() if row.measure in ("reciprocity", "reciprocity_p")}
    own, tested = found.get("reciprocity"), found.get("reciprocity_p")
    if own is None or own.value != own.value:
        return "Insufficient: too few ties of words and deeds."
    p = (
        f"as many or more come up in {tested.value:.0%} of random worlds in which everybody has as many ties"
        if tested is not None
        else "not compared with chance: too many ties"
    )
    return f"{own.value:.0%} of {own.n} ties of words and deeds are returned by an act of the other; {p}."


def changes_table(run: Run) -> Block:
    """Edges that came, went or turned in the last window, as a table a human reads."""
    found = latest_changes(run)
    moved = (found["weight_now"] - found["weight_before"]).abs()
    found = found.assign(moved=-moved).sort_values(["moved", "layer", "actor_a", "actor_b"])
    rows = [
        [LAYERS[row.layer], f"{run.label(row.actor_a)} – {run.label(row.actor_b)}", CHANGES[row.change], f"{row.weight_before:.0f}", f"{row.weight_now:.0f}"]
        for row in found.head(MOST_CHANGES).itertuples()
    ]  # fmt: skip
    span = f" of {day(found.iloc[0].window_start)} to {day(found.iloc[0].window_end)}" if len(found) else ""
    return blocks.table(["Layer", "Pair", "What changed", "Before", "Now"], rows, [1.4, 2.6, 1.6, 0.7, 0.7],
                        f"Ties of the last week{span} beside the week before, those that changed most ({len(rows)} of {len(found)}, all in changes.csv); numbers are events that happened.")  # fmt: skip


def lanes(run: Run) -> pd.DataFrame:
    """The steps of the chains that are drawn as lanes."""
    drawn = chosen(run.chains, run.chain_steps)
    return run.chain_steps[run.chain_steps["chain_id"].isin(drawn["chain_id"])]


def lanes_in_words(run: Run) -> str:
    """Which chains are drawn."""
    several = int((run.chains["n_steps"] >= LEAST_STEPS).sum())
    drawn = len(chosen(run.chains, run.chain_steps))
    return f"the steps of {drawn} of {count(several, 'attempt')} with two steps or more, by their first day; where not all fit, those with an agreement and the longest"


def agreements_in_words(run: Run) -> str:
    """The agreements the chains led to."""
    found = run.chains[run.chains["agreed_date"] != ""].sort_values(["agreed_date", "chain_id"])
    return "; ".join(f"{day(row.agreed_date)} {run.names(row.conveners)}" for row in found.itertuples()) or "none"


def rounds_drawn(run: Run) -> pd.DataFrame:
    """The rounds of talks and the agreements the figure of attendance shows."""
    return rounds(run.attendance, run.events, run.parties)


def talks_attended(run: Run) -> pd.DataFrame:
    """The rows of attendance of rounds of talks: without the agreements that stand beside them."""
    signed = run.attendance.loc[run.attendance["attendance"] == "agreed", "event_id"]
    return run.attendance[~run.attendance["event_id"].isin(signed)]


def attended_in_words(run: Run) -> str:
    """How many rounds of talks there were, how many with both parties, how many of them only planned."""
    found = talks_attended(run)
    who = found.groupby("event_id")["actor_id"].agg(set)
    both = who[[set(run.parties) <= actors for actors in who]].index if len(run.parties) == 2 else who.index[:0]
    held = set(found.loc[found["attendance"].isin(["attended", "hosted"]), "event_id"])
    came = sum(event in held for event in both)
    return f"{count(len(who), 'round')} of talks in which somebody is named, {sum(event in held for event in who.index)} of them held. {len(both)} name both parties: {came} told as held at one table, {len(both) - came} planned, asked for or refused. The figure also shows the agreements, which are no rounds of talks. Telephone calls, brokering of which no table is told, and who is not named in a text are not in it."


def rounds_in_words(run: Run) -> str:
    """Which rounds are drawn."""
    every = talks_attended(run)["event_id"].nunique()
    drawn = rounds_drawn(run)["event_id"].isin(talks_attended(run)["event_id"]).sum()
    return f"{drawn} of {count(every, 'round')} of talks, those that name both parties first, then those of one of them, and the agreements"


def between_parties(run: Run) -> pd.DataFrame:
    """What the two parties did to one another on an exact day of the window: talks, relations, and their agreements."""
    made = _agreed_ties(run)
    made = made[made["event_date"].str.len().eq(10) & made["event_date"].between(*run.window)]
    found = pd.concat([dated_ties(run), made])
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


def alignment_in_words(run: Run) -> str:
    """Whether a tie changed its sign between the first and the last third of the window, or why that cannot be said."""
    parts = thirds(run)
    if len(parts) < THIRDS:
        return "The window is too short to be divided: nothing can be said of how the alignment changed."
    (first, before), (last, now) = ((words, adjacency.pairs(made)) for words, made in (parts[0], parts[-1]))
    both = sorted(before.keys() & now.keys())
    enough = [pair for pair in both if min(before[pair][1], now[pair][1]) >= ENOUGH]
    if not enough:
        return f"Of {count(len(both), 'pair')} with talks or relations both in {first} and in {last}, none has five events in each: nothing can be said of whether the alignment changed."  # fmt: skip
    turned = [pair for pair in enough if _way(before[pair]) != _way(now[pair])]
    name = lambda pair: " – ".join(run.label(code) for code in pair)  # noqa: E731
    moved = [f"{name(pair)}, from {_way(before[pair])} to {_way(now[pair])}" for pair in turned]
    stayed = [f"{name(pair)} ({_way(now[pair])})" for pair in enough if pair not in turned]
    of = f"Of {count(len(enough), 'pair')} with five events or more both in {first} and in {last}, "
    changed = f"{of}{len(moved)} changed the sign of the tie: {'; '.join(moved)}" if moved else f"{of}none changed the sign of the tie"
    rest = f" As before: {', '.join(stayed)}." if stayed else ""
    few = len(both) - len(enough)
    return f"{changed}.{rest}" + (f" Of {count(few, 'more pair')} nothing can be said: fewer than five events in one of the two spans." if few else "")  # fmt: skip


def _way(tie: tuple[float, int]) -> str:
    return "more cooperative" if tie[0] > 0 else "more hostile" if tie[0] < 0 else "even"


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
    """How often the pairs talked, how many by telephone, what texts count, and when the pair agreed on something."""
    agreed = agreements_of_pairs(run)
    rows = []
    for (a, b), ways in run.contacts.groupby(["actor_a", "actor_b"], sort=True):
        n, phone = (int(found["n_summed"].sum()) for found in (ways, ways[ways["way"] == "phone"]))
        counted = [count(int(row.n_reported), "call" if row.way == "phone" else "talk") for row in ways.itertuples() if pd.notna(row.n_reported)]
        days = sorted(day for column in ("first_date", "last_date") for day in ways[column] if day)
        if n:
            rows.append((-n, f"{run.label(a)} – {run.label(b)}", phone, ", ".join(counted) or "–", span(days[0], days[-1]),
                         _days(agreed.get((a, b), ()))))  # fmt: skip
    rows.sort()
    shown = [[pair, str(-n), str(phone), counted, days, made] for n, pair, phone, counted, days, made in rows[:MOST_PAIRS]]  # fmt: skip
    return blocks.table(["Pair", "Contacts", "By telephone", "A text says", "First – last contact", "Agreed with each other"], shown, [2.2, 0.8, 0.9, 1.0, 1.6, 2.1],
                        f"Contacts: meetings, calls, visits and rounds of talks that took place on a day, one by one; the {len(shown)} of {count(len(rows), 'pair')} with most. A text says: how many an article itself counts (“their second conversation”). An agreement is no contact and has its own column. The numbers of the figure are these. Brokering is no contact, nor are talks without a day. What nobody reports is not counted, so that every number is a lower bound.")  # fmt: skip


def _days(days: Iterable[str]) -> str:
    """Days in words, of many the first."""
    found = [day(one) for one in days]
    more = [f"and {len(found) - MOST_DAYS} more"] if len(found) > MOST_DAYS else []
    return ", ".join(found[:MOST_DAYS] + more) or "–"


def _agreed_ties(run: Run) -> pd.DataFrame:
    """The interactions that are an agreement the pair concluded."""
    return run.interactions[concluded(run.interactions) & (run.interactions["status"] == "realised")]


def agreements_of_pairs(run: Run) -> dict[tuple[str, str], list[str]]:
    """Pair in the order of the alphabet -> the days of the truces, settlements and signatures the two made together."""
    rows = _agreed_ties(run)
    rows = rows[rows["event_id"].isin(run.in_window["event_id"]) & (rows["event_date"].str.len() == 10)]
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows.itertuples():
        found.setdefault(tuple(sorted((row.source_id, row.target_id))), set()).add(row.event_date)
    return {pair: _apart(sorted(days)) for pair, days in found.items()}


def _apart(days: list[str]) -> list[str]:
    """Days without those that follow the one before at once: agreed on one day, in force the next, is one agreement."""
    gaps = zip(days, ["", *days], strict=False)
    return [now for now, before in gaps if not before or (pd.Timestamp(now) - pd.Timestamp(before)).days > 1]


def contacts_with_a_party(run: Run) -> pd.DataFrame:
    """The contacts of a third party with a party: the rows the numbers of even-handedness count."""
    found = talks.with_a_party(run)
    return found[pd.Series([is_contact(row) for row in found.itertuples()], index=found.index, dtype=bool)]


def spread_table(run: Run) -> Block:
    """Fire told or feared to have landed in states outside the conflict, as the chronicle has it."""
    return spread.table(run)
