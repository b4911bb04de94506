"""The sections of the quality report: what it was made from, whose voice is heard, how far to trust the coder and the numbers."""

from __future__ import annotations

import pandas as pd

from analysis.reporting import blocks, unread
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import sentence_mark
from analysis.reporting.cover import notice
from analysis.reporting.data import Run
from analysis.reporting.draws import between
from analysis.reporting.sections import ENOUGH, refusals_counted
from analysis.reporting.wording import LAYERS, STATUS, act, count, number, span

SHARES = ("precision", "recall", "f1", "accuracy")
MOST_ROWS = 20
EXPECTATIONS = {"shipped": "the coder's own", "held_out": "shares counted on the other articles (held out)",
                "refitted": "shares counted on the same articles", "one_share": "the same share for every coding"}  # fmt: skip


def summary(run: Run) -> Block:
    """Five lines: the corpus, the coder, single sources, inference, whose voice."""
    return blocks.points([_corpus(run), _coder(run), _single(run), _inferred(run), _voices(run)])


def _corpus(run: Run) -> list[Words]:
    publishers = run.articles["publisher"].replace("", "no publisher").nunique()
    return [("Corpus. ", "b"), (f"{count(len(run.articles), 'article')} of {count(publishers, 'publisher')}, {count(len(run.rejects), 'file')} rejected; {count(len(run.codings), 'mention')} tell {count(len(run.events), 'event')}, of which {len(run.in_window)} are in the window and counted in the reports. In {count(_uncoded(run), 'sentence')} the coder found no act; the quality report lists those that name a party.", "")]  # fmt: skip


def _score(run: Run, field: str):
    return next(run.scores[run.scores["field"] == field].itertuples(), None)


def _coder(run: Run) -> list[Words]:
    event, status = _score(run, "event"), _score(run, "status")
    if event is None:
        return [("Coder. ", "b"), ("No sentence of this case was coded by hand: how often the coder is right here is unknown.", "")]  # fmt: skip
    return [("Coder. ", "b"), (f"Of its events {event.precision:.0%} agree with hand coding in type and actors, and it finds {event.recall:.0%} of those coded by hand (n = {event.n_gold}, in {count(_documents(run), 'article')}); of the events it gets right {status.accuracy:.0%} have the right status.", "")]  # fmt: skip


def _single(run: Run) -> list[Words]:
    if run.in_window.empty:
        return [("Sources. ", "b"), ("No event was found.", "")]
    one = (run.in_window["n_sources"] <= 1).mean()
    return [("Sources. ", "b"), (f"{one:.0%} of the events rest on one independent source; articles of one publisher count as one, and so do copied sentences.{written(run)}", "")]  # fmt: skip


def written(run: Run) -> str:
    """What "independent" and the intervals mean where the articles are reconstructions; else ""."""
    if not notice(run):
        return ""
    return " The articles of this case, and the publishers they are said to be of, are reconstructions written for this project by the same hands: no source here is independent of another in fact, and no interval over these articles measures anything about the war. They show how the tool counts."


def _inferred(run: Run) -> list[Words]:
    if run.codings.empty:
        return [("Inference. ", "b"), ("Nothing was coded.", "")]
    actors = run.codings["is_inferred"].astype(bool).mean()
    dates = (run.in_window["date_precision"] == "inferred_day").mean()
    return [("Inference. ", "b"), (f"{dates:.0%} of the events are dated by the day of publication alone; in {actors:.0%} of the mentions an actor comes from the context.", "")]  # fmt: skip


def _voices(run: Run) -> list[Words]:
    a, b = (int(run.publishers[name].sum()) for name in ("claims_a", "claims_b")) if len(run.publishers) else (0, 0)
    first, second = camp_names(run)
    return [("Voices. ", "b"), (f"Mentions on the word of {first}: {a}; of {second}: {b}.", "")]


def about_no_war(run: Run) -> str:
    """The same for the caption of intervals, in short."""
    return " Over reconstructions, an interval measures nothing about the war." if notice(run) else ""


def camp_names(run: Run) -> tuple[str, str]:
    """The two parties, each with those who count with it: "Armenia with Nagorno-Karabakh authorities"."""
    if len(run.parties) < 2:
        return "the first party", "the second party"
    return run.camp(run.parties[0]), run.camp(run.parties[-1])


def corpus_table(run: Run) -> Block:
    """What was read and what became of it."""
    rows = [["files read", str(len(run.articles) + len(run.rejects))], ["articles", str(len(run.articles))], ["rejected files", str(len(run.rejects))],
            ["duplicates not coded", str((run.articles["duplicate_of"] != "").sum())], ["sentences", str((run.sentences["sentence_kind"] == "sentence").sum())],
            ["headline-like lines, date lines and boilerplate, not coded", str((run.sentences["sentence_kind"] != "sentence").sum())],
            ["articles coded by hand, to judge the coder", str(_documents(run))], ["sentences without a coding", str(_uncoded(run))], ["coded mentions", str(len(run.codings))], ["events they tell", str(len(run.events))],
            ["of these earlier history, or dated outside the window: not counted", str(len(run.events) - len(run.in_window))],
            ["events of the window, which all reports count", str(len(run.in_window))],
            ["of these told by more than one publisher", str(int((run.in_window["n_publishers"] > 1).sum()))],
            ["of these of more than one independent source, copied sentences counted once", str(int((run.in_window["n_sources"] > 1).sum()))],
            ["of these dated by the day of publication only", _share(run.in_window["date_precision"] == "inferred_day")],
            ["of these without a date", _share(run.in_window["event_date"] == "")], ["of these with a place", _share(run.in_window["place_id"] != "")],
            ["mentions with an actor taken from the context", _share(run.codings["is_inferred"].astype(bool))],
            ["mentions an analyst corrected", str((run.codings["corrected"] != "").sum())],
            ["corrections that no longer fit a sentence", str((run.correction_log["outcome"] == "orphan").sum()) if "outcome" in run.correction_log else "0"]]  # fmt: skip
    return blocks.table(["What", "How many"], rows, [3, 1], "The corpus and what became of it.")


def _documents(run: Run) -> int:
    """How many articles were coded by hand."""
    return int(run.scores["n_documents"].max()) if len(run.scores) else 0


def _uncoded(run: Run) -> int:
    return len(unread.uncoded(run))


def _share(held: pd.Series) -> str:
    return f"{held.mean():.0%}" if len(held) else "–"


def publishers_table(run: Run) -> Block:
    """Each publisher: how much it carries, whose line, which party it lets speak."""
    names = [run.label(code) for code in run.parties] or ["A", "B"]
    camps = camp_names(run)
    rows = [
        [
            row.publisher,
            str(row.n_articles),
            str(row.n_official),
            str(row.n_codings),
            "–" if row.narration_share != row.narration_share else f"{row.narration_share:.0%}",
            f"{row.claims_a} / {row.claims_b}",
            f"{number(row.voice_balance, '{:+.2f}')} ({between(row.low, row.high, '{:+.2f}')})" if row.voice_balance == row.voice_balance else row.note,
        ]
        for row in run.publishers.head(MOST_ROWS).itertuples()
    ]  # fmt: skip
    return blocks.table(["Publisher", "Articles", "Official line", "Mentions", "Narrated", f"{names[0]} / {names[-1]}", "Balance of voices"], rows, [2.2, 0.8, 0.9, 0.9, 0.9, 1.3, 1.9],
                        f"Whose voice is heard: mentions on the word of {camps[0]}, and of {camps[1]}; the figure below counts each actor by itself. Official line: articles that carry one; what they narrate is counted as narrated. Balance: 1 only the first is heard, −1 only the second, with 95 % interval; below five claims insufficient.")  # fmt: skip


def accord_table(run: Run) -> Block:
    """Whether publishers that tell the same event tell it alike."""
    rows = [
        [
            FIELDS[row.attribute],
            str(row.n_events),
            "–" if row.agreed_share != row.agreed_share else f"{row.agreed_share:.0%}",
            f"{number(row.alpha, '{:.2f}')} ({between(row.low, row.high)})" if row.alpha == row.alpha else row.note,
        ]
        for row in run.accord.itertuples()
    ]
    return blocks.table(["What", "Events of two publishers or more", "Told alike", "Krippendorff's alpha"], rows, [1.8, 1.6, 1.0, 2.2],
                        "Do publishers tell the same event alike? Alpha: 1 always, 0 as chance would have it; 95 % from drawing the events again; below five events insufficient. Events are matched by type, sides, day and place, so that only status and claimant are free to differ much.")  # fmt: skip


FIELDS = {"claimant": "who says so", "mode": "kind of act", "place_id": "place", "source": "who acts", "status": "whether it happened"}  # fmt: skip


def vouched(run: Run) -> pd.DataFrame:
    """The mentions that name somebody who says so."""
    return run.codings[~run.codings["claimant"].isin(["", "NARRATOR"])]


def hand_coded(run: Run) -> str:
    """What the curve of reliability is made of."""
    n = int(run.reliability.groupby("basis")["n_codings"].sum().max()) if len(run.reliability) else 0
    return f"Shown: mentions of the {count(_documents(run), 'article')} coded by hand, once for each kind of confidence. n = {n} of {count(len(run.codings), 'mention')}; {span(*run.window)}."


def status_table(run: Run) -> Block:
    """Mentions by status."""
    counts = run.codings.groupby("status").size().reindex(list(STATUS), fill_value=0)
    rows = [[STATUS[status], str(n)] for status, n in counts.items()]
    return blocks.table(["Status", "Mentions"], rows, [3, 1], f"Mentions by status: only what happened counts as an event that took place. The row “refused” counts mentions of acts that somebody would not do, whatever they are; {refusals_counted(run)} are events, and stand in the mediation report.")  # fmt: skip


def _with_interval(row, name: str) -> str:
    value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_low", "_high"))
    if pd.isna(value):
        return "–"
    return f"{value:.2f}" if pd.isna(low) else f"{value:.2f} ({low:.2f}–{high:.2f})"


def scores_table(run: Run) -> Block:
    """Agreement with hand coding, field by field."""
    rows = [
        [s.field, str(s.n_gold), str(s.n_system), str(s.n_matched), *(_with_interval(s, name) for name in SHARES)]
        for s in run.scores.itertuples()
    ]
    return blocks.table(["Field", "By hand", "Coder", "Both", "Precision", "Recall", "F1", "Accuracy"], rows, [1.2, 0.8, 0.8, 0.8, 1.6, 1.6, 1.6, 1.6],
                        f"Agreement with {count(_documents(run), 'whole article')} coded by hand, with 95 % intervals from drawing the articles again. They were read for the coder's mistakes afterwards, so that they are a development set: on other texts it will do less well. Status, claimant and date are judged among matched events. By hand: what hand coding marks as its own guess counts only where the coder has it as well, so that the number differs a little from field to field. Hand coding had one coder; no agreement between two is known.")  # fmt: skip


def calibration_table(run: Run) -> Block:
    """How well each kind of confidence foretells what hand coding says."""
    kinds = [kind for kind in EXPECTATIONS if kind in set(run.calibration["expectation"])]
    found = run.calibration.set_index("expectation")
    rows = [[EXPECTATIONS[kind], *(f"{found.at[kind, name]:.3f}" for name in ("brier", "log_loss")), str(found.at[kind, "n_codings"])] for kind in kinds]
    return blocks.table(["Confidence", "Brier score", "Log loss", "Codings"], rows, [5, 1.3, 1.3, 1],
                        "How well confidence foretells what hand coding says: 0 is perfect. Held out means that the shares were counted on all other articles and judged on the one left out; the coder's own were counted on codings of which some are these. Counted and judged on the same articles flatters, and is shown to say by how much.")  # fmt: skip


def shaken_table(run: Run) -> Block:
    """The numbers one publisher alone moves most, beside their intervals."""
    found = run.uncertainty[(run.uncertainty["measure"] != "role") & run.uncertainty["value_without"].notna()]
    moved = (found["value"] - found["value_without"]).abs() / found["value"].abs().clip(lower=1e-9)
    found = found.assign(moved=moved.round(6)).sort_values(["moved", "measure", "layer", "actor_id", "counterpart_id"], ascending=[False, True, True, True, True])  # fmt: skip
    found = found[found["measure"].isin(["betweenness", "attention_balance", "tilt", "mean_score", "frustration_normalised", "triangle_balance"])]  # fmt: skip
    found = found[(found["measure"] != "betweenness") | (found["layer"] == "communication")]  # the one the mediation report draws
    found = found[[_rests_on(run, row) >= ENOUGH for row in found.itertuples()]]
    rows = [
        [
            row.measure.replace("_", " ") + (f", {LAYERS[row.layer]}" if row.layer in LAYERS else ""),
            " – ".join(run.label(code) for code in (row.actor_id, row.counterpart_id) if code) or "whole network",
            number(row.value, "{:.2f}"),
            between(row.low, row.high) if row.low == row.low else "in too few draws",
            f"{number(row.value_without, '{:.2f}')} without {row.publisher_out}",
        ]
        for row in found.head(12).itertuples()
    ]
    draws = int(run.uncertainty["n_draws"].max()) if len(run.uncertainty) else 0
    return blocks.table(["Measure", "Of", "Value", "95 % over articles", "Without one publisher"], rows, [1.6, 2.4, 0.7, 1.4, 2.6],
                        f"The numbers of five events or more that hang most on one publisher. Intervals from {draws} draws of the articles.{about_no_war(run)}" if draws else "Too few articles, or too many, to draw them anew: no interval is known.")  # fmt: skip


def _rests_on(run: Run, row) -> int:
    """On how many events a number rests: as the table of measures says, of a pair in either order; 0 where it says nothing."""
    of = run.measures[(run.measures["measure"] == row.measure) & (run.measures["layer"] == row.layer)]
    pair = {row.actor_id, row.counterpart_id}
    same = [{a, b} == pair for a, b in zip(of["actor_id"], of["counterpart_id"], strict=True)]
    return int(of.loc[same, "n"].max()) if any(same) and of.loc[same, "n"].notna().any() else 0


def counts_table(run: Run) -> Block:
    """How many events there would be, had other articles been read, and with the coder's doubts."""
    found = run.uncertainty[
        run.uncertainty["measure"].isin(["events", "events_by_status"]) & (run.uncertainty["actor_id"] == "")
    ]
    names = {layer: f"layer: {words}" for layer, words in LAYERS.items()} | {"all": "all in the window"}
    rows = [
        [
            f"status: {STATUS[row.counterpart_id]}" if row.counterpart_id else names[row.layer],
            f"{row.value:.0f}",
            f"{row.low:.0f} to {row.high:.0f}" if row.low == row.low else row.no_interval,
            f"{row.doubt_low:.0f} to {row.doubt_high:.0f}" if row.doubt_low == row.doubt_low else "–",
        ]
        for row in found.itertuples()
    ]
    if not rows:
        return blocks.paragraph("Counts of events have no interval: too few articles, or too many, to draw them anew.")
    return blocks.table(["Events", "Number", "95 % over articles", "95 % over the coder's doubts"], rows, [2.4, 0.8, 1.5, 1.8],
                        f"How many events there would be from other articles like these; and how many of these events would be left if each were let go as often as the coder doubts it (at a confidence of 0.7 in three of ten draws). Doubt adds no event, so that the last column lies below the number: it says how many events one may count on, not how many there are. Events of each actor and pair: uncertainty.csv.{about_no_war(run)}")  # fmt: skip


def rejects_table(run: Run) -> Block:
    """Files that could not become articles."""
    if run.rejects.empty:
        return blocks.paragraph("Every file could be read; none was rejected.")
    rows = [[r.source_file, r.reason, r.detail] for r in run.rejects.head(MOST_ROWS).itertuples()]
    return blocks.table(["File", "Reason", "What would help"], rows, [2, 1, 3],
                        f"Files that could not become articles: {len(rows)} of {len(run.rejects)}.")  # fmt: skip


def misses_table(run: Run) -> Block:
    """Examples of what the coder missed or made up, so that a reader knows its mistakes."""
    found = run.misses.head(0) if run.misses.empty else run.misses.iloc[:: max(1, len(run.misses) // 10)].head(10)
    rows = [
        [
            MISSES.get(row.miss_kind, row.miss_kind),
            [(f"{_either(run, row.source)} → {_either(run, row.target)}", ""), (f"  {act(row.event_type, '')}", "i")],
            STATUS.get(row.status, row.status),
            row.trigger,
            [sentence_mark(run, _where(run, row))],
        ]
        for row in found.itertuples()
    ]
    return blocks.table(["Coded", "Event", "Did it happen", "Words", "Sentence"], rows, [1.1, 2.6, 1.1, 3.0, 0.9],
                        f"{len(rows)} of {count(len(run.misses), 'disagreement')} with hand coding, evenly through the list (misses.csv has all){_guesses(run)}.")  # fmt: skip


def _guesses(run: Run) -> str:
    """How many of the misses are guesses of the hand coding, which the table of agreement leaves out of its counts."""
    event = _score(run, "event")
    missed = int((run.misses["miss_kind"] == "missed").sum()) if len(run.misses) else 0
    n = missed - int(event.n_gold - event.n_matched) if event is not None else 0
    return f"; {n} of them the hand coding marks as its own guesses, and no score counts them" if n > 0 else ""


MISSES = {"missed": "only by hand", "extra": "only by the coder"}


def _where(run: Run, row) -> str:
    """The sentence of a disagreement: that with its words, since hand coding may have parted the text otherwise. "" for none."""
    own = run.sentence_of.get(row.sentence_id)
    if own is not None and row.trigger in own.text:
        return row.sentence_id
    article = row.sentence_id.partition("#")[0]
    return next((name for name, s in run.sentence_of.items() if s.article_id == article and row.trigger in s.text), "")


def _either(run: Run, codes: str) -> str:
    """Sides as hand coding has them: "ARM|?" is Armenia, or not stated."""
    return " or ".join(run.names(part) if part.strip("?") else "not stated" for part in codes.split("|")) or "not stated"


LIMITS = (
    "English only. The coder misses events and misreads some; trust counts more than rows, and rows more with their sentence.",
    "References across sentences are resolved only where the candidate is clear.",
    "An act without a date takes the day of its article; a day is as fine as news dates it.",
    "Events are what articles tell. What nobody reports is not here, and what many report is not more true.",
    "Roles and measures below five events are called insufficient and are no findings.",
    "A claim is neither confirmed nor doubted by standing here. Who began the fighting is only ever somebody's claim.",
)
CHOICES = (
    "Talks, the process of mediation and relations are three layers and never pooled.",
    "A third party's call to both parties at once has no sign; acts of the process have none.",
    "A mediator talked with both parties and brought them together once at least; appeals alone make no mediator.",
    "The Minsk Group is one actor; two of its co-chairs who act together are the group.",
    "A cease-fire's breach is alleged where somebody says so, confirmed where the article itself or more than one side does.",
    "Places have neutral labels and, where sides differ, both forms; parties stand in alphabetical order.",
)
