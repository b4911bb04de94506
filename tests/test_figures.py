"""Figures: as many marks as rows, an empty frame for empty tables, hostile words literal, no words over words, same bytes."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from analysis import params, tables
from analysis.figures.adjacency import adjacency, periods
from analysis.figures.adjacency import pairs as ties
from analysis.figures.attendance import attendance
from analysis.figures.changes import windows
from analysis.figures.costs import MOST, costs, rows_of
from analysis.figures.course import KINDS, course
from analysis.figures.dumbbell import dumbbell
from analysis.figures.network import network
from analysis.figures.places import places
from analysis.figures.ranks import ranks
from analysis.figures.reliability import reliability
from analysis.figures.running_tolls import running_tolls
from analysis.figures.spells import spells
from analysis.figures.style import LAYER_WORDS, literal, styled
from analysis.figures.swimlanes import MARKS, swimlanes
from analysis.figures.timeline import timeline
from analysis.figures.voices import voices
from analysis.paths import default_workspace

PARTIES, START, END = ("ARM", "AZE"), "2020-09-27", "2020-11-12"
NO_MARKS = pd.DataFrame({"day": [], "label": []})
HOSTILE = ("$x^2$", "under_score", "back\\slash", "<b>bold</b>", "$\\frac{", "Հայաստան", "Azərbaycan", "საქართველო", "Россия", "ایران",
           "a very long name " * 9, "two\nlines\u202e")  # fmt: skip
# figure -> the tables it takes, and the rest of its arguments


def with_sides(tolls: pd.DataFrame) -> pd.DataFrame:
    """Whose dead they are, as the report finds it, without the case."""
    return tolls.assign(side=tolls["loss_of"].map(lambda code: "ARM" if code == "NKR" else code)) if len(tolls) else tolls


FIGURES = {
    "dumbbell": (("measures",), lambda t, label: dumbbell(t["measures"], label, PARTIES)),
    "swimlanes": (("chains", "chain_steps"), lambda t, label: swimlanes(t["chains"], t["chain_steps"], label)),
    "spells": (("ceasefires", "breaches"), lambda t, label: spells(t["ceasefires"], t["breaches"], label, START, END)),
    "attendance": (("attendance", "events"), lambda t, label: attendance(t["attendance"], t["events"], label, PARTIES)),
    "ranks": (("uncertainty",), lambda t, label: ranks(t["uncertainty"], label, "betweenness", "communication")),
    "adjacency": (("edges",), lambda t, label: adjacency(t["edges"], label, PARTIES)),
    "course": (("series",), lambda t, label: course(t["series"], "AZE", "ARM", label, START, END)),
    "costs": (("costs",), lambda t, label: costs(t["costs"], label)),
    "running_tolls": (("running_tolls",), lambda t, label: running_tolls(with_sides(t["running_tolls"]), label, PARTIES)),
    "voices": (("voices",), lambda t, label: voices(t["voices"], label)),
    "reliability": (("reliability",), lambda t, label: reliability(t["reliability"])),
    "places": (("events", "locations"), lambda t, label: places(t["events"], t["locations"], label)),
    "windows": (("windows",), lambda t, label: windows(t["windows"])),
}
LABELLED = [name for name in FIGURES if name not in ("reliability", "windows", "places")]


@pytest.fixture(scope="module")
def default():
    """The tables of the default case, missing text as ""."""
    workspace, made = default_workspace(params.load().case), {}
    for table in {name for used, _ in FIGURES.values() for name in used} | {"nodes"}:
        frame = tables.read(table, workspace)
        text = frame.select_dtypes("str").columns
        made[table] = frame.assign(**{column: frame[column].astype("object").where(frame[column].notna(), "") for column in text})  # fmt: skip
    return made


@pytest.fixture(scope="module")
def label(default):
    known = dict(zip(default["nodes"]["actor_id"], default["nodes"]["label"], strict=True))
    return lambda code: known.get(code, code.replace("_", " ").capitalize())


def words(figure) -> list:
    """All words of a figure that are drawn: a list of text artists for each of its axes."""
    FigureCanvasAgg(figure).draw()
    found = []
    for axes in figure.axes:
        ticks = [tick for axis in (axes.xaxis, axes.yaxis) for tick in axis._update_ticks()]  # those within the limits
        texts = [*axes.texts, axes._left_title, axes.xaxis.label, axes.yaxis.label, *(label for tick in ticks for label in (tick.label1, tick.label2))]  # fmt: skip
        found.append([text for text in texts if text.get_visible() and text.get_text().strip()])
    return found


def seen(figure) -> list[str]:
    """The words as a reader sees them: what was escaped is back, nothing is a formula."""
    found = [text for part in words(figure) for text in part] + [t for legend in figure.legends for t in legend.get_texts()]  # fmt: skip
    processed = [text._preprocess_math(text.get_text()) for text in found]
    assert not any(math for _, math in processed), [shown for shown, math in processed if math]
    return [shown for shown, _ in processed]


def overlaps(figure) -> list[tuple[str, str]]:
    found = []
    for part in words(figure):
        boxes = [(text.get_text(), text.get_window_extent()) for text in part]
        found += [(a, b) for k, (a, one) in enumerate(boxes) for b, other in boxes[:k] if one.overlaps(other)]
    return found


def outside(figure) -> list[str]:
    """Words that leave the page."""
    parts = [text for part in words(figure) for text in part] + [t for legend in figure.legends for t in legend.get_texts()]  # fmt: skip
    page = figure.bbox.padded(1)
    return [t.get_text() for t in parts if not all(page.contains(*corner) for corner in t.get_window_extent().corners())]  # fmt: skip


def marks(figure, name: str) -> list:
    """The artists a figure marks with a name of its own."""
    return [artist for axes in figure.axes for artist in (*axes.lines, *axes.patches) if artist.get_label() == f"_{name}"]  # fmt: skip


def svg(figure) -> bytes:
    out = io.BytesIO()
    with styled():
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def _later(days: pd.Series, by: int) -> pd.Series:
    return (pd.to_datetime(days) + pd.Timedelta(days=by)).dt.strftime("%Y-%m-%d").astype("object")


def repeated(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    """The rows again and again, each time under new codes."""
    codes = "chain_id event_id actor_id conveners source_id target_id place_id coding_id publisher claimant loss_of said_by label gold_set".split()  # fmt: skip
    parts = []
    for k in range(times):
        own = [c for c in codes if c in frame.columns]
        new = lambda value, k=k: f"{value}_{k}" if value and k and value not in PARTIES else value  # noqa: E731
        later = {
            c: _later(frame[c], 60 * k) for c in ("window_end", "day") if c in frame.columns and "event_id" not in own
        }
        parts.append(frame.assign(**{c: frame[c].map(new) for c in own}, **later))
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize("name", FIGURES)
def test_no_words_over_words(name, default, label):
    figure = FIGURES[name][1](default, label)
    assert len([text for part in words(figure) for text in part]) >= 4
    assert overlaps(figure) == [] and outside(figure) == []
    assert figure.get_size_inches()[0] == 7.2 and figure.get_size_inches()[1] <= 8


@pytest.mark.parametrize("name", FIGURES)
def test_empty_tables_give_an_empty_frame(name, default, label):
    used, draw = FIGURES[name]
    assert seen(draw({table: default[table].head(0) for table in used}, label)) == ["nothing to show"]
    assert seen(draw({table: pd.DataFrame() for table in used}, label)) == ["nothing to show"]
    assert seen(draw(default, label)) != ["nothing to show"]


@pytest.mark.parametrize("name", FIGURES)
def test_one_row_and_very_many(name, default, label):
    used, draw = FIGURES[name]
    small = {table: default[table] if table == "locations" else default[table].head(1) for table in used}
    assert overlaps(draw(small, label)) == []
    many = {table: repeated(default[table], -(-200 // len(default[table]))) for table in used}
    figure = draw(many, label)
    assert overlaps(figure) == [] and outside(figure) == [] and figure.get_size_inches()[1] <= 8


@pytest.mark.parametrize("name", FIGURES)
def test_same_bytes(name, default, label):
    assert svg(FIGURES[name][1](default, label)) == svg(FIGURES[name][1](default, label))


@pytest.mark.parametrize("name", LABELLED)
@pytest.mark.parametrize("same", ["$x^2$", HOSTILE[-2]])
def test_hostile_labels_are_literal(name, same, default):
    figure = FIGURES[name][1](default, lambda code: same)
    assert any(same[:12] in text for text in seen(figure))
    assert outside(figure) == [] and overlaps(figure) == []


@pytest.mark.parametrize("name", LABELLED)
def test_labels_of_many_scripts_side_by_side(name, default):
    given: dict[str, str] = {}

    def odd(code: str) -> str:
        return given.setdefault(code, HOSTILE[len(given) % len(HOSTILE)])

    figure = FIGURES[name][1](default, odd)
    shown = "\n".join(seen(figure))
    found = [words for words in given.values() if " ".join(words.replace("\u202e", "").split())[:5] in shown]
    assert len(given) >= 2 and len(found) >= 0.7 * len(given)
    assert outside(figure) == [] and overlaps(figure) == []


def test_hostile_publishers_places_and_gold_sets(default, label):
    odd = "$x^2$ _a_ <b>"
    shown = seen(voices(default["voices"].assign(publisher=odd), label))
    assert odd in shown
    assert any(odd in text for text in seen(places(default["events"], default["locations"].assign(label=odd), label)))
    assert any(odd in text for text in seen(reliability(default["reliability"].assign(gold_set=odd))))


def test_literal():
    assert literal("$x$") == "\\$x\\$" and literal("a\tb\n c") == "a b c" and literal("\u202eabc") == "abc"
    assert literal("x" * 30, 10) == "x" * 9 + "…" and literal("x" * 10, 10) == "x" * 10
    assert literal("می\u200cشود") == "می\u200cشود"


def test_every_breach_is_drawn(default, label):
    breaches = default["breaches"]
    drawn = marks(spells(default["ceasefires"], breaches, label, START, END), "breach")
    assert len(drawn) == len(breaches)
    assert len({(m.get_xdata()[0], m.get_ydata()[0]) for m in drawn}) == len(drawn)  # none hides another
    assert sum(m.get_markerfacecolor() != "white" for m in drawn) == (breaches["breach"] == "confirmed").sum()
    colors = {m.get_markeredgecolor() for m in drawn}
    assert len(colors) == 3 == len({m.get_marker() for m in drawn})  # colours, and shapes for print in grey
    assert len(marks(spells(default["ceasefires"], breaches.head(3), label, START, END), "breach")) == 3


def test_spells_say_when_a_breach_was_first_alleged(default, label):
    shown = "\n".join(seen(spells(default["ceasefires"], default["breaches"], label, START, END)))
    for row in default["ceasefires"].itertuples():
        if pd.notna(row.days_to_alleged):
            after = f"after {row.days_to_alleged} day" if row.days_to_alleged else "the same day"
            assert f"first alleged {after}" in shown
        day = pd.Timestamp(row.agreed_date)
        assert f"{day.day} {day:%b}, {label(row.conveners.split(';')[0])}" in shown


def test_every_third_party_has_two_dots(default, label):
    contacts = default["measures"].query("measure == 'contacts' and layer == 'communication'")
    totals = contacts.groupby("actor_id")["n"].sum()
    left, right = dumbbell(default["measures"], label, PARTIES).axes
    assert len(left.collections) == 2 * len(totals)
    few = sum(total < 5 for total in totals)
    assert sum(text.get_text() == "insufficient" for text in right.texts) == few > 0
    assert sum(text.get_text() == "insufficient" for text in dumbbell(default["measures"], label, PARTIES, least=1).axes[1].texts) < len(totals)  # fmt: skip
    first = totals.sort_values(ascending=False).index[0]
    assert left.get_yticklabels()[0].get_text() == label(first)


def test_dumbbell_turns_the_share_of_the_second_party_round(default, label):
    right = dumbbell(default["measures"], label, ("AZE", "ARM")).axes[1]
    value = default["measures"].query("measure == 'attention_share' and actor_id == 'RUS'")["value"].iloc[0]
    assert right.collections[0].get_offsets()[0][0] == pytest.approx(1 - value)


def test_every_step_of_a_drawn_chain_is_a_mark(default, label):
    chains, steps = default["chains"], default["chain_steps"]
    figure = swimlanes(chains, steps, label, most=6)
    agreed = chains[(chains["agreed_date"] != "") & (chains["n_steps"] >= 2)]
    rest = chains[(chains["agreed_date"] == "") & (chains["n_steps"] >= 2)].sort_values(["n_steps", "chain_id"], ascending=[False, True])  # fmt: skip
    chosen = [*agreed["chain_id"], *rest["chain_id"]][:6]
    drawn = marks(figure, "step")
    own = steps[steps["chain_id"].isin(chosen)]
    assert len({(m.get_xdata()[0], m.get_ydata()[0]) for m in drawn}) == len(drawn)
    assert len(drawn) == len(own) and len(figure.axes[0].get_yticks()) == 6
    assert sum(m.get_marker() == "*" for m in drawn) == own["stage"].isin(["cease_fire", "settlement"]).sum()
    assert (
        sum(m.get_markerfacecolor() == "white" for m in drawn)
        == (own["status"].isin(["planned", "alleged"]) & ~own["stage"].isin(["condition", "acceptance"])).sum()
    )
    refused = swimlanes(chains, steps.assign(status="declined"), label)
    assert {m.get_marker() for m in marks(refused, "step")} == {"x", MARKS["condition"][0]}, "only a condition stays one"
    assert sum("agreed" in text for text in seen(figure)) == len(agreed)


def test_a_yes_and_a_no_cannot_be_confused_and_the_legend_names_what_is_drawn(default, label):
    looks = [mark[0] for mark in MARKS.values()]
    assert len(set(looks)) == len(looks) and not {"+", "P", "X"} & set(looks), "no plus beside the cross"
    chains, steps = default["chains"].head(1), default["chain_steps"].head(1)
    names = {kind: words for kind, (*_, words) in MARKS.items()}
    for stage, status, kind, hollow in (
        ("acceptance", "realised", "acceptance", False), ("refusal", "realised", "refused", False), ("violation", "realised", "violation", False),
        ("violation", "alleged", "violation", True), ("offer", "planned", "offer", True), ("condition", "alleged", "condition", False),
    ):  # fmt: skip
        figure = swimlanes(chains.assign(n_steps=2), steps.assign(stage=stage, status=status), label)
        (drawn,) = marks(figure, "step")
        assert drawn.get_marker() == MARKS[kind][0] and (drawn.get_markerfacecolor() == "white") == hollow
        assert legend_words(figure) == [names[kind], *(["hollow: planned, or only alleged"] if hollow else [])]


def test_legends_of_breaches_rounds_and_contacts_name_only_what_is_drawn(default, label):
    told = default["breaches"].head(2).assign(breach="alleged", said_by="AZE")
    words = legend_words(spells(default["ceasefires"], told, label, START, END, PARTIES))
    assert words == ["alleged by Azerbaijan", "cease-fire, to the next one or the last day"]
    words = legend_words(spells(default["ceasefires"], told.assign(breach="confirmed"), label, START, END, PARTIES))
    assert words == ["filled: told as fact", "cease-fire, to the next one or the last day"]
    came = default["attendance"].query("attendance == 'attended' and actor_id == 'ARM'").head(1)
    assert legend_words(attendance(came, default["events"], label, PARTIES)) == ["party", "came"]
    assert legend_words(attendance(came.assign(attendance="refused"), default["events"], label, PARTIES)) == ["refused"]
    few = legend_words(dumbbell(default["measures"], label, PARTIES, least=10**6))
    assert few == ["with Armenia", "with Azerbaijan", "insufficient: fewer than 1000000 contacts"]
    assert len(legend_words(dumbbell(default["measures"], label, PARTIES))) == 4
    edges = default["edges"].head(1).assign(layer="relation", source_id="ARM", target_id="AZE", sign=-1)
    assert legend_words(adjacency(edges.assign(n_realised=9), label, PARTIES)) == ["more hostile"]
    assert legend_words(adjacency(edges.assign(n_realised=2), label, PARTIES)) == ["number alone: fewer than 5 events, insufficient for a sign"]


def test_legends_of_days_ranks_and_voices_name_only_what_is_drawn(default, label):
    fought = default["events"].head(2).assign(event_type="ASSAULT", event_date="2020-10-01", status="realised")
    assert legend_words(timeline(fought, START, END, NO_MARKS)) == ["force, coercion, troops, protests"]
    assert legend_words(timeline(fought.assign(status="alleged"), START, END, NO_MARKS))[1:] == ["hatched: only claimed"]
    days = default["series"].query("actor_a == 'ARM' and actor_b == 'AZE'").head(3).assign(n=2.0, hostile=2.0, cooperative=0.0)
    line = "sum of the scores, earlier days fading"
    assert legend_words(course(days, "ARM", "AZE", label, "", "")) == ["hostile", line]
    assert legend_words(course(days.assign(n=3.0), "ARM", "AZE", label, "", "")) == ["hostile", "neither", line]
    nothing_known = default["uncertainty"].assign(low=float("nan"), doubt_low=float("nan"))
    assert legend_words(ranks(nothing_known, label, "betweenness", "communication")) == ["value of all articles"]
    assert len(legend_words(ranks(default["uncertainty"], label, "betweenness", "communication"))) == 3
    assert legend_words(voices(default["voices"].head(1).assign(residual=0.0), label)) == []


def test_kinds_of_days_differ_in_grey():
    faces = sorted(luminance(color) for _, color, _ in KINDS)
    assert all((light + 0.05) / (dark + 0.05) >= 1.8 for dark, light in zip(faces, faces[1:], strict=False))


def test_a_round_without_a_day_says_when_it_was_told(default, label):
    told = default["attendance"].head(1).assign(attendance="invited")
    event = default["events"][default["events"]["event_id"].isin(told["event_id"])].assign(event_date="", first_reported="2020-10-19", place_id="", mode="meet")
    assert [text.get_text() for text in attendance(told, event, label, PARTIES).axes[0].get_yticklabels()] == ["told 19 Oct, meeting"]


def luminance(color) -> float:
    """Relative luminance of WCAG 2: what is left of a colour in grey."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_numbers_of_the_matrix_can_be_read_and_signs_told_apart_in_grey(default, label):
    rows = default["edges"].head(1).assign(layer="relation", source_id="ARM", target_id="AZE")
    faces = []
    for sign in (1, -1, 0):
        axes = adjacency(rows.assign(sign=sign, n_realised=8), label, PARTIES).axes[0]
        cell, number = next(p for p in axes.patches if p.get_label() == "_cell"), axes.texts[0]
        assert number.get_text() == "8" and contrast(cell.get_facecolor(), number.get_color()) >= 4.5
        assert not cell.get_hatch(), "nothing runs through a number"
        faces.append(cell.get_facecolor())
    assert contrast(faces[0], faces[1]) >= 3 <= contrast(faces[1], faces[2]) and contrast(faces[0], faces[2]) >= 1.4
    few = adjacency(rows.assign(sign=1, n_realised=2), label, PARTIES).axes[0].texts[0]
    assert contrast("white", few.get_color()) >= 4.5


def test_attendance_cells(default, label):
    figure = attendance(default["attendance"], default["events"], label, PARTIES, most=400)
    columns = [text.get_text() for text in figure.axes[0].get_xticklabels()]
    assert columns[:2] == ["Armenia", "Azerbaijan"] and len(columns) <= 10
    assert len(figure.axes[0].get_yticks()) == default["attendance"]["event_id"].nunique()
    few = attendance(default["attendance"], default["events"], label, PARTIES)
    assert len(few.axes[0].get_yticks()) == 18
    signed = default["attendance"].query("attendance == 'agreed'")["event_id"].nunique()
    assert sum(text.get_text().endswith(", agreement") for text in few.axes[0].get_yticklabels()) == signed > 0
    one = default["attendance"].head(3).assign(attendance=["attended", "invited", "refused"])
    drawn = marks(attendance(one, default["events"], label, PARTIES), "cell")
    assert len(drawn) == 3 and sum(m.get_marker() == "x" for m in drawn) == 1
    assert sum(m.get_markerfacecolor() == "white" for m in drawn) == 1


def test_ranks_are_sorted_and_say_where_no_interval_is(default, label):
    own = default["uncertainty"].query("measure == 'betweenness' and layer == 'communication'")
    axes = ranks(default["uncertainty"], label, "betweenness", "communication", most=5).axes[0]
    drawn = [dots.get_offsets()[0][0] for dots in axes.collections]
    assert drawn == sorted(own["value"], reverse=True)[:5]
    top = own.sort_values("value", ascending=False).iloc[0]
    assert axes.texts[0].get_text() == f"in {top['share_first'] * 100:.0f} % of draws"
    bare = default["uncertainty"].assign(low=float("nan"))
    assert {text.get_text() for text in ranks(bare, label, "betweenness", "communication").axes[0].texts} == {"no interval", "ranks first"}  # fmt: skip


def test_adjacency_counts(default, label):
    edges = default["edges"]
    own = edges[edges["layer"].isin(["communication", "relation"]) & (edges["n_realised"] > 0)]
    pairs = {tuple(sorted(pair)) for pair in zip(own["source_id"], own["target_id"], strict=True)}
    figure = adjacency(edges, label, PARTIES, most=99)
    own_pairs = {pair: n for pair, (_, n) in ties(edges).items() if pair in pairs}
    assert len(own_pairs) == len([pair for pair in pairs if pair[0] != pair[1]])
    assert len(marks(figure, "cell")) == 2 * sum(n >= 5 for n in own_pairs.values()), "a sign needs five events"
    both = own[(own["source_id"].isin(PARTIES)) & own["target_id"].isin(PARTIES)]["n_realised"].sum()
    assert str(both) in [text.get_text() for text in figure.axes[0].texts]
    faces = {m.get_facecolor() for m in marks(figure, "cell")}
    assert len(faces) >= 2


def test_adjacency_weighs_signs_by_events(default, label):
    rows = default["edges"].head(2).assign(layer=["communication", "relation"], source_id=["ARM", "AZE"], target_id=["AZE", "ARM"], sign=[1, -1])  # fmt: skip
    hostile, friendly, even = (
        marks(adjacency(rows.assign(n_realised=n), label, PARTIES), "cell") for n in ([1, 5], [5, 1], [3, 3])
    )
    assert not marks(adjacency(rows.assign(n_realised=[1, 3]), label, PARTIES), "cell"), "four events have no sign"
    assert len({luminance(m.get_facecolor()) for m in hostile}) == 1 and len(hostile) == 2
    assert len({cells[0].get_facecolor() for cells in (hostile, friendly, even)}) == 3


def test_periods_keep_the_same_actors_in_the_same_places(default, label):
    ties = default["edges"]
    parts = [("1 – 9 Oct 2020", ties.head(0)), ("10 – 19 Oct 2020", ties), ("20 Oct – 3 Nov 2020", ties.head(9))]
    figure = periods(parts, label, PARTIES)
    first, second, third = figure.axes
    assert [axes.get_title(loc="left") for axes in figure.axes] == [title for title, _ in parts]
    ticks = [[text.get_text() for text in axes.get_xticklabels()] for axes in figure.axes]
    assert ticks[0] == ticks[1] == ticks[2] and ticks[0][:2] == ["Armenia", "Azerbaijan"] and len(ticks[0]) == 7
    counts = [sum(patch.get_label() == "_cell" for patch in axes.patches) for axes in figure.axes]
    assert counts[0] == 0 < counts[2] < counts[1]
    assert overlaps(figure) == [] and outside(figure) == []
    assert seen(periods([("a", ties.head(0))], label, PARTIES)) == ["nothing to show"] == seen(periods([], label, PARTIES))


def test_course_heights_are_the_days_events(default, label):
    own = default["series"].query("actor_a == 'ARM' and actor_b == 'AZE'")
    figure = course(default["series"], "AZE", "ARM", label, START, END)
    bars = [bar for bar in figure.axes[0].patches if isinstance(bar, Rectangle)]
    inside = own[(own["day"] >= START) & (own["day"] <= END)]
    assert sum(bar.get_height() for bar in bars) == pytest.approx(float(inside["n"].sum()))
    assert list(figure.axes[1].lines[0].get_ydata()) == list(inside["score_decayed"])
    assert len(figure.axes) == 2, "one scale a panel"
    assert len(figure.axes[0].texts) == (inside["n"] > 0).sum()


def test_course_keeps_to_the_window(default, label):
    figure = course(default["series"], "ARM", "AZE", label, "2020-10-05", "2020-10-20")
    days = figure.axes[1].lines[0].get_xdata()
    assert min(days) >= pd.Timestamp("2020-10-05").toordinal() and max(days) <= pd.Timestamp("2020-10-20").toordinal()


def test_course_of_a_long_window_leaves_the_numbers_out(default, label):
    days = pd.date_range("2020-09-27", periods=400).strftime("%Y-%m-%d")
    row = default["series"].query("actor_a == 'ARM' and actor_b == 'AZE'").head(1)
    long = pd.concat([row.assign(day=day) for day in days])
    figure = course(long, "ARM", "AZE", label, "", "")
    assert len(figure.axes[0].patches) == 3 * 400 and not figure.axes[0].texts
    assert overlaps(figure) == [] and any("2021" in text for text in seen(figure))


def test_costs_draw_every_figure_and_no_sum(default, label):
    own = default["costs"][default["costs"]["measure"].isin(["deaths", "injured"])]
    figure = costs(default["costs"], label, most=99)
    drawn = marks(figure, "figure")
    assert len(drawn) == len(own)
    assert sorted(float(m.get_xdata()[0]) for m in drawn) == sorted(own["best"].fillna(own["low"]))
    assert costs(own.assign(best=[2000.0, *[1.0] * (len(own) - 1)]), label, most=99).axes[0].get_xscale() == "log"
    assert costs(own[own["best"] < 50], label).axes[0].get_xscale() == "linear"
    rows = len(rows_of(own))
    assert sum(len(axes.get_yticks()) for axes in figure.axes) == rows
    assert sum(len(axes.get_yticks()) for axes in costs(default["costs"], label).axes) == min(rows, MOST)


def test_voices_mark_what_stands_out(default, label):
    own = default["voices"]
    figure = voices(own, label, most=99)
    assert len(marks(figure, "cell")) == len(own)
    bold = [text for text in figure.axes[0].texts if text.get_fontweight() == "bold"]
    assert len(bold) == (own["residual"].abs() > 2).sum() > 0


def test_reliability_has_a_point_and_a_number_for_each_step(default):
    own = default["reliability"]
    axes = reliability(own).axes[0]
    assert sorted(text.get_text() for text in axes.texts) == sorted(f"n = {n}" for n in own["n_codings"])
    assert set(own["basis"]) == {"shipped", "held_out"} and len(axes.get_legend_handles_labels()[1]) == 3
    assert list(axes.lines[0].get_xdata()) == [0, 1] == list(axes.lines[0].get_ydata())


def test_places_names_and_kinds(default, label):
    events = default["events"]
    figure = places(events, default["locations"], label)
    axes = figure.axes[0]
    names = [text.get_text() for text in axes.texts if text.get_text()]
    known = default["locations"].set_index("place_id")["label"]
    told = events[events["place_id"] != ""].groupby("place_id").size().rename(known)
    assert len(names) == len(axes.collections) >= 10
    shown = {name.rpartition(": ")[0]: int(name.rpartition(": ")[2]) for name in names if "," not in name}
    assert len(shown) >= 10 and all(told[name] == n for name, n in shown.items())
    spots = [tuple(dots.get_offsets()[0]) for dots in axes.collections]
    assert len(set(spots)) == len(spots), "no dot hides another"
    told = events[events["place_id"] != ""].head(1).assign(place_id="SHUSHA", event_type="ASSAULT", status="alleged")
    hollow = places(told, default["locations"], label).axes[0].collections[0]
    dark = places(told.assign(status="realised"), default["locations"], label).axes[0].collections[0]
    assert tuple(hollow.get_facecolor()[0][:3]) == (1, 1, 1) != tuple(dark.get_facecolor()[0][:3])
    assert not places(told.assign(place_id="C_TUR"), default["locations"], label).axes[0].collections
    squares = places(told.assign(event_type="CONSULT"), default["locations"], label)
    kinds = [[words for words in legend_words(places(*given, label)) if "number" not in words] for given in (
        (told, default["locations"]), (told.assign(status="realised"), default["locations"]))]  # fmt: skip
    assert kinds == [["violence, only claimed"], ["violence, one event at least\ntold as fact"]]
    assert legend_words(squares)[0] == "talks and other events", "a legend lists what is drawn"


def test_places_at_one_spot_share_a_dot(default, label):
    row = default["events"].head(1).assign(event_type="ASSAULT", status="alleged")
    events = pd.concat([row.assign(place_id=code) for code in ("SHUSHA", "SHUSHA", "FUZULI", "HADRUT")])
    events.loc[events["place_id"] == "FUZULI", "status"] = "realised"
    places_of = default["locations"].set_index("place_id").loc[["SHUSHA", "FUZULI", "HADRUT"]]
    places_of[["latitude", "longitude"]] = [[39.76, 46.75], [39.76, 46.751], [39.5, 47.0]]
    places_of["label"] = ["Martuni", "Martuni district", "Elsewhere"]
    axes = places(events, places_of.reset_index(), label).axes[0]
    assert sorted(text.get_text() for text in axes.texts if text.get_text()) == ["Elsewhere: 1", "Martuni: 2, district: 1"]
    faces = [tuple(dots.get_facecolor()[0][:3]) for dots in axes.collections]
    assert len(faces) == 2 and faces[0] != (1, 1, 1) == faces[1], "the gravest kind of a spot"


WEEKS = pd.DataFrame({"window_end": ["2020-10-03", "2020-10-04", "2020-10-05"], "score_median": [-1.0, float("nan"), 2.0],
                      "score_low": [-5.0, float("nan"), 0.0], "score_high": [0.0, float("nan"), 4.0]})  # fmt: skip


def test_timeline_has_a_blank_where_a_week_is_insufficient(default):
    above, below = timeline(default["events"], START, END, NO_MARKS, WEEKS).axes
    assert [value for value in below.lines[0].get_ydata() if value == value] == [-1.0, 2.0]
    assert len(timeline(default["events"], START, END, NO_MARKS).axes) == 1
    figure = timeline(default["events"], START, END, NO_MARKS, WEEKS)
    assert overlaps(figure) == [] and outside(figure) == []


def pair_rows(*rows: tuple) -> pd.DataFrame:
    names = ("source_id", "target_id", "n_events", "n_realised", "n_planned", "n_declined")
    return pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows], columns=list(names))


def legend_words(figure) -> list[str]:
    return [text.get_text() for legend in figure.legends for text in legend.get_texts()]


def test_network_tells_talks_from_plans_and_names_only_what_is_drawn(default):
    rows = [("ARM", "AZE", 3, 3, 0, 0), ("ARM", "RUS", 21, 21, 0, 0), ("ARM", "TUR", 2, 0, 2, 0), ("AZE", "FRA", 0, 4, 0, 0), ("FRA", "RUS", 1, 0, 0, 1)]
    figure = network(pair_rows(*rows), default["nodes"], PARTIES, counted="contacts")
    lines = marks(figure, "tie")
    assert len(lines) == len(rows) and len({(line.get_linestyle(), line.get_color(), line.get_linewidth()) for line in lines}) == 5
    assert {"3", "21"} <= set(seen(figure)) and not {"0", "1", "2", "4"} & set(seen(figure)), "only contacts have a number"
    assert overlaps(figure) == [] and outside(figure) == []
    every = legend_words(figure)
    assert "only refused" in every and "talked; number: contacts" in every and len(every) == 6
    for k, gone in enumerate((None, None, "only planned or demanded", "talks brokered, or no day told", "only refused")):
        left = legend_words(network(pair_rows(*rows[:k], *rows[k + 1 :]), default["nodes"], PARTIES, counted="contacts"))
        assert set(every) - set(left) == ({gone} if gone else set()), "a legend lists what is drawn"


def test_no_line_of_the_network_crosses_another(default):
    """Ties with a party fan out from its box; ties of two third parties stand one by one below."""
    codes = list(default["nodes"]["actor_id"].loc[lambda codes: ~codes.isin(PARTIES)])[:30]
    rows = [(party, code, n, n, 0, 0) for party in PARTIES for n, code in enumerate(codes[:20], 1)]
    rows += [(a, b, 2, 2, 0, 0) for a, b in zip(codes, codes[1:], strict=False)]
    figure = network(pair_rows(*rows), default["nodes"], PARTIES)
    fan, below = figure.axes
    assert len(marks(figure, "tie")) == 2 * 12 + 12
    assert f"{20 - 12} more with fewer events: not drawn" in seen(figure)
    assert any(f"({len(codes) - 1 - 12} more with fewer events: not drawn)" in text for text in seen(figure))
    ends = [list(zip(line.get_xdata(), line.get_ydata(), strict=True)) for line in fan.lines]
    for side in (-1, 1):
        own = [points for points in ends if points[0][0] * side > 0]
        assert len({points[0] for points in own}) == 1 and len({points[1] for points in own}) == len(own) == 12
    ends = [(line.get_xdata()[0], line.get_ydata()[0]) for line in below.lines]
    assert len(set(ends)) == len(ends) == 12
    assert overlaps(figure) == [] and outside(figure) == [] and figure.get_size_inches()[1] <= 8


def test_network_of_all_talks_is_legible_and_draws_each_pair_once(default):
    talks = default["edges"].query("layer == 'communication'")
    whole = network(talks, default["nodes"], PARTIES)
    pairs = {tuple(sorted(pair)) for pair in zip(talks["source_id"], talks["target_id"], strict=True)}
    out = {tuple(sorted((row.target_id, row.source_id))) for row in talks.itertuples()} - {pair for pair in pairs if set(pair) & set(PARTIES)}
    assert len(marks(whole, "tie")) == len(pairs - out) + min(len(out), 12)
    assert overlaps(whole) == [] and outside(whole) == [] and whole.get_size_inches()[1] <= 8
    assert svg(whole) == svg(network(talks, default["nodes"], PARTIES))
    nobody = network(talks.head(0), default["nodes"], PARTIES)
    assert legend_words(nobody) == ["party"] and not marks(nobody, "tie")


def test_windows_draw_each_layer(default):
    above, below = windows(default["windows"]).axes
    layers = sorted(default["windows"]["layer"].unique())
    assert [line.get_label() for line in below.lines] == [LAYER_WORDS[layer] for layer in layers]
    for line, layer in zip(above.lines, layers, strict=True):
        own = default["windows"][default["windows"]["layer"] == layer]
        assert list(line.get_ydata()) == list(own["jaccard"].dropna())
