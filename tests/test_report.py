"""The report: hostile text stays text, twice the same bytes, an empty case gives a report that says so."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import nbformat
import pandas as pd
import pypdf
import pytest

from analysis import params, runner
from analysis.figures.costs import costs, rows_of
from analysis.figures.network import column, network, places
from analysis.figures.timeline import timeline
from analysis.paths import ROOT, default_workspace, river_workspace
from analysis.progress import silent
from analysis.reporting import (
    asked,
    blocks,
    cites,
    cover,
    glossary,
    ledger,
    losses,
    mediation,
    quality,
    report,
    running,
    sections,
    since,
    spread,
    talks,
    terms,
    turning,
    unread,
)
from analysis.reporting.data import TABLES, Run, load
from analysis.reporting.typeset import pdf, printable
from analysis.reporting.wording import day

SETTINGS = replace(params.load(), parse=replace(params.load().parse, workers=1))
HOSTILE = '#eval("1+1") $x^2$ \\input{secret} <script>alert(1)</script> *bold* _under_ @label `code` // comment /* */ =1+1 #image("x.png")'
TEXTS = {
    "2020-10-06-first.md": "Azerbaijan shelled Stepanakert on Monday, Armenia said. Baku denied it. Russian President Vladimir Putin spoke to Nikol Pashinyan by phone.",
    "2020-10-07-second.md": f"Armenia accused Turkey of sending fighters to Azerbaijan, saying {HOSTILE} was heard. Iran offered to mediate between Armenia and Azerbaijan.",
    "2020-10-08-third.md": "Armenia met Azerbaijan in Geneva for talks hosted by France. Աdelays Հայաստան Azərbaycan Şuşa საქართველო Россия ایران \U0001f600 \u202e were names.",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    case = tmp_path_factory.mktemp("case") / 'a case $x^2$ #eval("1+1")'
    case.mkdir()
    for name, text in TEXTS.items():
        (case / name).write_text(
            f"---\ntitle: 'Title {HOSTILE.replace(chr(39), '')}'\npublished: {name[:10]}\npublisher: '{HOSTILE[:20]}'\n---\n\n{text}\n",
            encoding="utf-8",
        )
    made = river_workspace(case, tmp_path_factory.mktemp("out"))
    runner.run_river(made, SETTINGS, report=False, progress=silent)
    return made


def words(data: bytes, tmp_path) -> str:
    file = tmp_path / "read.pdf"
    file.write_bytes(data)
    return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


FIGURE = {"chronicle": "network", "mediation": "network", "quality": "voices"}


@pytest.mark.parametrize("name", runner.REPORTS)
def test_report_is_made_twice_the_same(workspace, name):
    first = report.run(name, workspace, SETTINGS).read_bytes()
    second = report.run(name, workspace, SETTINGS).read_bytes()
    assert first == second and first.startswith(b"%PDF")
    reader = pypdf.PdfReader(workspace.reports / f"{name}.pdf")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and reader.trailer["/Root"]["/Lang"] == "en"
    assert "<pdfuaid:part>1<" in reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "Summary" in [item.title for item in reader.outline if not isinstance(item, list)]
    assert (workspace.reports / "figures" / name / f"{FIGURE[name]}.png").stat().st_size > 3_000
    text = words(first, workspace.reports).replace("\n", "").replace(" ", "")
    for piece in ('#eval("1+1")', "$x^2$"):  # the case's name, publishers, titles and sentences are hostile here
        assert piece in text, f"{name}: {piece}"


def made(workspace, name) -> list[dict]:
    """The blocks of a report already made."""
    return report.collect(nbformat.read(workspace.interim / "notebooks" / f"{name}.executed.ipynb", 4))


def runs_of(value) -> list[list]:
    """All runs of words with a target, wherever they stand."""
    if isinstance(value, dict):
        return [found for item in value.values() for found in runs_of(item)]
    if isinstance(value, list):
        own = [value] if len(value) == 3 and all(isinstance(item, str) for item in value) and value[1] == "m" else []
        return own or [found for item in value for found in runs_of(item)]
    return []


@pytest.mark.parametrize("name", runner.REPORTS)
def test_every_mark_leads_to_its_sentence(workspace, name):
    run, found = load(workspace), made(workspace, name)
    listed = next(block for block in found if block["kind"] == "sources")["entries"]
    texts = {sentence["key"]: sentence["text"] for entry in listed for sentence in entry["sentences"]}
    marks = {target for _, _, target in runs_of([block for block in found if block["kind"] != "sources"]) if target}
    assert (marks or name != "chronicle") and {mark[1:] for mark in marks} == set(texts)  # none leads nowhere, none is listed that nothing quotes
    by_number = {number: article for article, number in run.numbers.items()}
    for key, text in texts.items():
        number, sentence = key[1:].split("·")
        row = run.sentences[(run.sentences["article_id"] == by_number[int(number)]) & (run.sentences["sentence_no"].astype(str) == sentence)]  # fmt: skip
        assert row["text"].tolist() == [text]
    pages = pypdf.PdfReader(workspace.reports / f"{name}.pdf").pages
    links = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    assert len([link for link in links if link["/Subtype"] == "/Link"]) > len(marks)  # the contents link as well
    assert all("/Contents" in link and "/StructParent" in link for link in links)  # PDF/UA-1: said in words, in the tags


def test_one_total_of_events_and_mentions_in_all_reports(workspace):
    run, totals, covers = load(workspace), [], []
    for name in runner.REPORTS:
        found = made(workspace, name)
        covers.append(found[0]["lines"])
        captions = " ".join(block["caption"] for block in found if block["kind"] == "figure")
        assert captions.count("n = ") == sum(block["kind"] == "figure" for block in found)
        assert all("article" in block["caption"] or "by hand" in block["caption"] for block in found if block["kind"] == "figure")  # fmt: skip
        totals += re.findall(r"n = \d+ of (\d+ \w+)", captions)
    assert set(totals) == {f"{len(run.in_window)} events", f"{len(run.codings)} mentions"}
    assert covers[0] == covers[1] == covers[2] and run.digest[:12] in str(covers[0])
    assert f"{len(run.in_window)} in the window" in str(covers[0])


def test_the_corpus_table_counts_the_events_of_the_window(workspace):
    run = load(workspace)
    past = run.events.head(1).assign(status="historical", event_id="evt_past")
    wider = Run(run.case, {**run.frames, "events": pd.concat([run.events, past])})
    said = {row[0][0][0]: row[1][0][0] for row in quality.corpus_table(wider).data["rows"]}
    assert said["events they tell"] == str(len(run.events) + 1)
    assert said["events of the window, which all reports count"] == str(len(run.in_window))
    assert f"of which {len(run.in_window)} are in the window" in quality.summary(wider).plain


def test_a_disagreement_leads_to_the_sentence_with_its_words(workspace):
    run = load(workspace)
    name, row = next((name, s) for name, s in run.sentence_of.items() if "Pashinyan" in s.text)
    other = next(n for n, s in run.sentence_of.items() if s.article_id == row.article_id and n != name)
    miss = {"gold_set": "case", "miss_no": 1, "miss_kind": "missed", "sentence_id": other, "event_type": "CONSULT", "source": "RUS", "target": "ARM|?",
            "status": "realised", "trigger": "Pashinyan"}  # fmt: skip
    shown = quality.misses_table(Run(run.case, {**run.frames, "misses": pd.DataFrame([miss])})).data["rows"][0]
    assert shown[4][0][0].endswith(f"·{row.sentence_no}") and "Armenia or not stated" in shown[1][0][0]


def test_what_is_outside_the_window_is_not_counted(workspace):
    run = load(workspace)
    early = run.events.head(1).assign(event_date="1994", status="realised", event_id="evt_early")
    past = run.events.head(1).assign(status="historical", event_id="evt_past")
    frames = {**run.frames, "events": pd.concat([run.events, early, past])}
    wider = Run(replace(run.case, window_start="2020-09-27", window_end="2020-11-12"), frames)
    assert set(wider.in_window["event_id"]) == set(run.in_window["event_id"])
    assert "2 more are earlier" in cover.counted(wider)


def test_the_data_hash_is_that_of_the_tables(workspace):
    run = load(workspace)
    files = sorted(path for path in workspace.tables.glob("*.csv") if path.stem in TABLES)
    assert run.digest == hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_corrections_are_marked_where_they_are_shown(workspace):
    run = load(workspace)
    assert "corrected by an analyst" not in str(sections.events_table(run, 99).data)
    one = run.in_window.iloc[0]
    frames = {
        **run.frames,
        "events": run.events.assign(n_corrected=(run.events["event_id"] == one.event_id).astype(int)),
        "codings": run.codings.assign(corrected=["status place" if c == one.evidence else "" for c in run.codings["coding_id"]]),
    }  # fmt: skip
    rows = sections.events_table(Run(run.case, frames), 99).data["rows"]
    said = ["".join(run[0] for cell in row for run in cell) for row in rows]
    told = [words for words in said if "[1 mention corrected by an analyst]" in words]
    assert len(told) == 1 and "[corrected by an analyst: status, place]" in told[0]


@pytest.fixture(scope="module")
def default() -> Run:
    """The run of the default case."""
    return load(default_workspace(params.load().case))


def said(block) -> list[list[str]]:
    """The cells of a table as words."""
    return [["".join(run[0] for run in cell) for cell in row] for row in block.data["rows"]]


def test_losses_are_the_same_in_figure_and_table(default):
    run = default
    drawn = losses.deaths_and_injured(run)
    figure = costs(drawn, run.label, most=99)
    dots = [line for axes in figure.axes for line in axes.lines if line.get_label() == "_figure"]
    shown = [row for row in said(losses.table(run)) if row[0].split(",")[0] in ("deaths", "injured")]
    assert len(dots) == len(drawn) and len(shown) == len(rows_of(drawn, by_claimant=True))
    told = {number for axes in figure.axes for text in axes.texts if text.get_label() != "_header" for number in text.get_text().split("; ")}
    assert {number for row in shown for number in row[4].split("; ")} == told
    twice = run.costs.assign(coding_id=run.costs["coding_id"].str.replace("/2", "/1"))
    assert len(drawn) < len(twice[twice["measure"].isin(["deaths", "injured"])])  # one number, two codings of a sentence


TOLD = {  # the sentence; the number in it; low, best, high; how it is printed
    "exact": ("It said 13 people died.", "13 people", (None, 13, None), "13"),
    "vague": ("The strike killed 4 people and wounded dozens.", "dozens", (24, None, None), "dozens"),
    "about": ("They were killed and around 70 wounded.", "70", (None, 70, None), "around 70"),
    "more than": ("Fire killed more than 90 civilians.", "more than 90 civilians", (90, None, None), "more than 90"),
    "a range": ("Between 10 and 15 people died.", "10 and 15 people", (10, None, 15), "10 to 15"),
}  # fmt: skip


def figure_of(default, text: str, numbers: list[tuple[str, tuple]], claimant: str = "NARRATOR", **more) -> Run:
    """The default case with one coding whose sentence is `text` and whose figures are these numbers of deaths."""
    event = default.in_window[default.in_window["date_precision"] == "day"].head(1)
    coding = event.iloc[0].evidence
    sentence = coding.partition("/")[0]
    start = int(default.sentence_of[sentence].char_start)
    rows = [
        {"coding_id": coding, "quantity_no": k, "event_id": event.iloc[0].event_id, "measure": "deaths", "group": "", "loss_of": "ARM", "claimant": claimant,
         "status": "realised", "event_date": "", "published": "2020-10-07", "low": low, "best": best, "high": high, "text": words,
         "char_start": start + text.index(words), "char_end": start + text.index(words) + len(words), "period": "", **more}
        for k, (words, (low, best, high)) in enumerate(numbers, 1)
    ]  # fmt: skip
    made = pd.DataFrame(rows)
    sentences = default.sentences.assign(text=default.sentences["text"].where(default.sentences["sentence_id"] != sentence, text))
    frames = {**default.frames, "costs": made.drop(columns=["char_start", "char_end", "period"]), "quantities": made, "sentences": sentences}
    return Run(default.case, frames)


@pytest.mark.parametrize("name", TOLD)
def test_a_number_is_printed_as_it_is_told(default, name):
    text, words, numbers, printed = TOLD[name]
    assert [row[4] for row in said(losses.table(figure_of(default, text, [(words, numbers)])))] == [printed]


def test_the_group_some_are_members_of_is_no_figure(default):
    run = figure_of(default, "A shell killed five members of one family.", [("five members", (None, 5, None)), ("one family", (None, 1, None))])
    assert [row[4] for row in said(losses.table(run))] == ["5"]


def test_a_figure_is_the_articles_own_only_where_its_sentence_names_no_source(default):
    told = [("13 people", (None, 13, None))]
    named = figure_of(default, "According to prosecutors, 13 people were killed.", told)
    bare = figure_of(default, "A strike killed 13 people.", told)
    assert [said(losses.table(run))[0][3] for run in (named, bare)] == ["a source the sentence names", "the article itself"]
    assert [list(losses.losses(run)["voice"]) for run in (named, bare)] == [["other"], ["article"]]


def test_losses_and_places_are_lost_by_a_party_with_whoever_counts_with_it(default):
    run = figure_of(default, "A strike killed 13 people.", [("13 people", (None, 13, None))], event_date="2020-10-07")
    camp = default.camp("ARM")
    assert camp == quality.camp_names(default)[0] == "Armenia with Nagorno-Karabakh authorities" == default.camp("NKR")
    assert said(losses.table(run))[0][1] == camp and camp in "".join(part[0] for part in losses.summary(run))
    for lost in ("ARM", "NKR", "ARM;NKR"):
        event = default.in_window.head(1).assign(event_type="COERCE", mode="seize", source="AZE", target=lost, direction="directed")
        assert sections.sides(default, next(event.itertuples())) == f"Azerbaijan → {camp}"
        assert camp not in sections.sides(default, next(event.assign(event_type="ASSAULT", mode="").itertuples()))


def texts_of(default, *sentences: tuple[str, str, str], **frames) -> Run:
    """The default case with no other sentences than these: id, day, text."""
    rows = [
        {"sentence_id": name, "article_id": name.partition("#")[0], "sentence_no": int(name.partition("#")[2]), "paragraph_no": 1, "char_start": 0,
         "char_end": len(text), "published": day, "sentence_kind": "sentence", "text": text}
        for name, day, text in sentences
    ]  # fmt: skip
    days = {name.partition("#")[0]: day for name, day, _ in sentences}
    articles = pd.DataFrame([{**default.articles.iloc[0].to_dict(), "article_id": name, "published": day, "official_line": ""} for name, day in days.items()])
    none = {"running_tolls": default.running_tolls.head(0)}
    return Run(default.case, {**default.frames, **none, "sentences": pd.DataFrame(rows), "articles": articles, **frames})


def test_sentences_without_a_coding_are_listed_by_the_parties_they_name(default):
    coding = default.codings.head(1).assign(sentence_id="a#004")
    run = texts_of(
        default, ("a#001", "2020-10-01", "It rained."), ("a#002", "2020-10-01", "Armenia waited."), ("a#003", "2020-10-01", "Azerbaijanis and Armenians waited."),
        ("a#004", "2020-10-01", "Armenia met Azerbaijan."), codings=coding,
    )  # fmt: skip
    table = unread.uncoded_table(run)
    assert [(row[1], row[2].split("”")[0]) for row in said(table)] == [("Armenia, Azerbaijan", "“Azerbaijanis and Armenians waited."), ("Armenia", "“Armenia waited.")]
    assert "3, of which 2 name a party" in table.data["caption"]
    assert dict(said(quality.corpus_table(run)))["sentences without a coding"] == "3"


def test_tolls_no_coding_carries_are_quoted(default):
    run = texts_of(
        default, ("a#001", "2020-10-20", "Armenian officials put the dead at 633."), ("a#002", "2020-10-20", "Some 30,000 died in the war of the 1990s."),
        ("b#001", "2020-11-06", "At least 92 Azerbaijani civilians have been killed."), ("b#002", "2020-11-06", "More than 1,000 have died, Azerbaijan says nothing."),
        ("b#003", "2020-11-06", "The talks lasted 10 hours."), costs=default.costs.head(0),
    )  # fmt: skip
    assert list(unread.tolls(run)["sentence_id"]) == ["b#001", "b#002", "a#001"], "latest first, none of another war"
    assert [row.sentence_id for row in unread.latest_tolls(run)] == ["a#001", "b#001"], "of each party the one that counts its dead"
    line = "".join(part[0] for part in losses.summary(run))
    assert "No number of deaths of a day is coded" in line and "At least 92 Azerbaijani civilians" in line


def test_conditions_no_coding_carries_are_quoted(default):
    run = texts_of(default, ("a#001", "2020-10-02", "Armenia said that no truce was possible unless they left."), ("a#002", "2020-10-02", "Unless it rains, they play."))
    assert list(unread.conditions(run)["sentence_id"]) == ["a#001"]


def test_how_truces_fared_is_quoted(default):
    made = default.ceasefires.head(1).assign(agreed_date="2020-10-10")
    run = texts_of(
        default, ("a#001", "2020-10-09", "An earlier truce broke down."), ("b#001", "2020-10-26", "Two truces, neither of them long, have crumbled."),
        ("b#002", "2020-10-26", "A truce of 1994 collapsed."), ("b#003", "2020-10-26", "The truce begins at noon."), ceasefires=made,
    )  # fmt: skip
    assert list(unread.truces(run)["sentence_id"]) == ["b#001"], "after the first truce, of this war, and by its words"
    assert unread.truces(texts_of(default, ("a#001", "2020-10-09", "A truce broke down."), ceasefires=made.head(0))).empty


def test_the_largest_count_of_both_sides_is_quoted(default):
    run = texts_of(
        default, ("a#001", "2020-10-22", "Close to 5,000 people had been killed, more than either party admits."), ("a#002", "2020-10-22", "Some 13,000 servicemen died in Afghanistan."),
        ("a#003", "2020-10-23", "More than 2,000 had died on each side."), costs=default.costs.head(0),
    )  # fmt: skip
    assert unread.largest_of_all(run).sentence_id == "a#001"
    assert "Close to 5,000" in "".join(part[0] for part in losses.summary(run))


def test_who_admits_and_who_denies_stands_beside_who_says_so(default):
    run, town = default, default.locations.loc[default.locations["place_kind"] == "town", "place_id"].iloc[0]
    row = run.in_window.head(1).assign(event_id="evt_x", event_type="COERCE", mode="seize", status="realised", source="AZE", target="ARM;NKR", claimants="AZE;NKR",
                                       denied_by="ARM", direction="directed", event_date="2020-11-08", place_id=town)  # fmt: skip
    made = Run(run.case, {**run.frames, "events": row})
    line = "".join(part[0] for part in turning.taken(made))
    assert "(according to Azerbaijan; acknowledged by Nagorno-Karabakh authorities; denied by Armenia)" in line


def test_what_was_agreed_is_quoted_from_the_article_that_says_most(default):
    texts = [
        ("a#001", "2020-11-10", "Armenia and Azerbaijan signed an agreement."), ("a#002", "2020-11-10", "A district must be handed over by Dec. 1."),
        ("a#003", "2020-11-10", "Crowds gathered in the capital."), ("a#004", "2020-11-10", "Prisoners are to be exchanged."),
        ("a#005", "2020-11-10", "He said the terms must be studied."), ("b#001", "2020-11-10", "Armenia and Azerbaijan signed."),
        ("c#001", "2020-11-12", "Under the agreement troops are being deployed."), ("c#002", "2020-11-12", "Troops will be paid."),
        ("d#001", "2020-12-30", "Under the agreement nothing more followed."),
    ]  # fmt: skip
    event = default.in_window.head(1).assign(event_id="e", event_type="AGREE", mode="sign", status="realised", source="ARM", target="AZE", event_date="2020-11-09", evidence="a#001/1", claimants="NARRATOR")  # fmt: skip
    codings = pd.DataFrame([{**default.codings.iloc[0].to_dict(), "coding_id": name, "sentence_id": name.partition("/")[0], "predicate_id": "VERB:sign"} for name in ("a#001/1", "b#001/1")])  # fmt: skip
    mentions = pd.DataFrame({"event_id": ["e", "e"], "coding_id": ["a#001/1", "b#001/1"]})
    run = texts_of(default, *texts, events=event, codings=codings, mentions=mentions, chains=default.chains.head(0), chain_steps=default.chain_steps.head(0))
    assert terms.agreements(run) == [("2020-11-09", "pledge of both parties", ["e"])]
    assert terms.passage(run, "2020-11-09", ["e"], "") == ["a#001", "a#002", "a#004", "c#001"]
    assert terms.passage(run, "2020-11-09", ["e"], "2020-11-12") == ["a#001", "a#002", "a#004"], "what follows belongs to the next agreement"
    assert "must be handed over" in said(terms.table(run))[0][2] and "(4 sentences, 1 with a coding)" in terms.table(run).data["caption"]
    noun = Run(run.case, {**run.frames, "codings": codings.assign(predicate_id="NOUN:agreement")})
    assert terms.agreements(noun) == [], "“only with the agreement of both” is none"


def test_one_betweenness_of_an_actor_in_all_reports(default):
    """The quality report shows the number the mediation report draws, and says of which layer every number is."""
    drawn = default.uncertainty[(default.uncertainty["measure"] == "betweenness") & (default.uncertainty["layer"] == "communication")]
    values = {default.label(row.actor_id): f"{row.value:.2f}" for row in drawn.itertuples()}
    alone = default.uncertainty[default.uncertainty["measure"] == "betweenness"]
    assert alone["layer"].nunique() > 1
    shown = said(quality.shaken_table(Run(default.case, {**default.frames, "uncertainty": alone})))
    assert shown and all(row[0] == "betweenness, talks" and row[2] == values[row[1]] for row in shown)
    both = default.uncertainty.merge(default.measures, on=["measure", "layer", "actor_id", "counterpart_id"], suffixes=("", "_once"))
    assert ((both["value"] - both["value_once"]).abs() < 1e-4).sum() == (both["value"].notna() & both["value_once"].notna()).sum() > 100


@pytest.mark.parametrize("name", runner.REPORTS)
def test_every_report_explains_its_words(name):
    known = dict(glossary.words(name))
    assert "Insufficient" in known and all(text.endswith(".") for text in known.values())
    assert "of 100 cases" not in " ".join(known.values())


def test_chance_is_told_in_worlds_and_not_in_letters(default):
    told = mediation.chance_points(default).plain
    assert "random worlds" in told and "p =" not in told and "Kept in every draw" not in told


def test_no_grammar_of_addresses_is_built_for_a_notebook():
    """Two seconds of every report; a program that had it keeps it."""
    code = "import sys; from analysis.reporting import report; import papermill; print(sorted(name for name in sys.modules if name.startswith('rfc3987')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_figures_of_two_incidents_never_share_a_row(default):
    """A strike and the toll of a war are not the two ends of one range."""
    run = default
    one = run.costs.head(1)
    event = run.in_window[run.in_window["event_id"] == one.iloc[0].event_id]
    strike, toll = (one.assign(event_id=name, quantity_no=k, best=best, low=None, high=None) for k, name, best in ((1, "evt_a", 1.0), (2, "evt_b", 90.0)))
    numbers = run.quantities[run.quantities["coding_id"] == one.iloc[0].coding_id].head(1)
    frames = {
        **run.frames,
        "costs": pd.concat([strike, toll]),
        "events": pd.concat([event.assign(event_id="evt_a"), event.assign(event_id="evt_b")]),
        "quantities": pd.concat([numbers.assign(quantity_no=k, char_start=k, period=period) for k, period in ((1, ""), (2, "2020-09-27/.."))]),
    }  # fmt: skip
    rows = said(losses.table(Run(run.case, frames)))
    assert sorted(row[4] for row in rows) == ["1", "90"]
    assert [row[2].startswith("since 27 Sep 2020") for row in rows if row[4] == "90"] == [True]


def test_turning_points_reach_from_the_first_to_the_last_week(default):
    run = default
    found = turning.turning_points(run)
    agreed = found[found["kind"] == turning.AGREEMENT]
    assert sorted(agreed["day"]) == sorted(run.chains.loc[run.chains["agreed_date"] != "", "agreed_date"]) != []
    assert (found["day"] == found["day"].sort_values()).all() and found["label"].max() == found["day"].nunique()
    listed = sections.events_table(run, 1).data["rows"]
    assert len(listed) == found["event_id"].nunique()  # each is among the events with their sentences, whatever their rank
    once = run.in_window[run.in_window["event_id"] == found.iloc[-1].event_id]
    assert int(once.iloc[0].n_articles) >= 1 and all(row.evidence for row in found.itertuples())


def test_a_place_is_taken_once_and_by_whoever_says_so(default):
    run, town = default, default.locations.loc[default.locations["place_kind"] == "town", "place_id"].iloc[0]
    wide = default.locations.loc[default.locations["place_kind"] == "country", "place_id"].iloc[0]
    base = run.in_window.head(1).assign(event_type="COERCE", mode="seize", status="alleged", source="AZE", target="ARM")
    rows = [base.assign(event_id=f"evt_{k}", event_date=day, claimants=who, place_id=place) for k, (day, who, place) in enumerate(
        (("2020-10-04", "AZE", town), ("2020-10-05", "TUR;UNSPEC", town), ("2020-10-05", "AZE", wide), ("2020-10", "AZE", town)))]  # fmt: skip
    found = turning.of_kind(Run(run.case, {**run.frames, "events": pd.concat(rows)}), turning.TAKEN)
    assert [(row.day, row.claimants, row.status) for row in found.itertuples()] == [("2020-10-04", "AZE;TUR", "alleged")]


def test_only_outsiders_send_forces(default):
    base = default.in_window.head(1).assign(event_type="MOBILIZE", status="realised", target="", event_date="2020-11-10")
    rows = [base.assign(event_id=f"evt_{who}", source=who, status=status) for who, status in (("RUS", "realised"), ("ARM", "realised"), ("NKR", "realised"), ("TUR", "alleged"))]  # fmt: skip
    found = turning.of_kind(Run(default.case, {**default.frames, "events": pd.concat(rows)}), turning.SENT)
    assert list(found["event_id"]) == ["evt_RUS"]


def test_one_number_of_refusals(default):
    """Summary, tables of refusals and attempts, and the quality report count the same, and the table holds nothing else."""
    found = sections.refusals(default)
    counted = sections.refusals_counted(default)
    assert counted.startswith(f"{len(found)} refusals of talks, a truce or terms (") and len(found) == default.refusals["event_id"].nunique()
    assert counted in sections.summary(default).plain and counted in asked.refusals_in_words(default)
    assert counted in quality.status_table(default).data["caption"]
    assert f"({len(found)} of {len(found)})" in asked.refusals_table(default).data["caption"]
    for chain in default.chains.itertuples():  # whom the table of attempts has refuse, the table of refusals has
        own = found[found["chain_id"] == chain.chain_id]
        assert set(chain.refused_by.split(";")) - {""} <= {code for cell in own["refused_by"] for code in cell.split(";")}
    answered = default.demands[default.demands["answer"] == "refused"]
    assert set(zip(answered["answered_by"], answered["answer_date"], strict=True)) <= set(zip(default.refusals["event_id"], default.refusals["day"], strict=True))


def test_a_narrated_line_is_not_its_actors_statement(default):
    """ "In Tehran a spokesman said", told by a text of the line of Azerbaijan, is no claim Azerbaijan made in so many words."""
    event = default.in_window.iloc[0]
    line = next(iter(sorted(default.lines)))
    row = pd.DataFrame([{"event_id": event.event_id, "claimants": line}]).iloc[0]
    spoken = {**default.spoken, event.event_id: frozenset({"NARRATOR"})}
    run = Run(default.case, default.frames)
    object.__setattr__(run, "spoken", spoken)
    assert cites.who_says(run, row) == f"the line of {run.label(line)}"
    object.__setattr__(run, "spoken", {**spoken, event.event_id: frozenset({line})})
    assert cites.who_says(run, row) == run.label(line)


@pytest.mark.parametrize(("status", "answer"), [("realised", "Yes"), ("alleged", "No, not by what is told as fact"), ("hypothetical", "No. ")])
def test_spreading_is_answered_plainly(default, status, answer):
    base = default.in_window.head(1)
    hit = base.assign(event_id="evt_hit", event_type="ASSAULT", status=status)
    war = pd.concat([base.assign(event_id=f"evt_{k}", event_type="ASSAULT") for k in range(5)])
    role = default.roles_found.head(1).assign(actor_id="IRN", conflict_role="affected_neighbour", side="", evidence="evt_hit")
    run = Run(default.case, {**default.frames, "events": pd.concat([hit, war]), "roles_found": role})
    assert spread.answer(run).plain.startswith(f"Is it spreading? {answer}") and len(spread.table(run).data["rows"]) == 1
    few = Run(default.case, {**default.frames, "events": hit, "roles_found": role})
    assert "Insufficient" in spread.answer(few).plain


def test_whose_line_a_text_carries_stands_beside_its_words(default):
    """A partisan word is never quoted without the line of its publisher."""
    lines = dict(zip(default.articles["article_id"], default.articles["official_line"], strict=True))
    of = {bool(lines[coding.partition("#")[0]]): coding for coding in default.codings["coding_id"]}
    assert "line of" in "".join(run[0] for run in cites.marked(default, of[True]))
    assert "line of" not in "".join(run[0] for run in cites.marked(default, of[False]))


def test_numbers_of_the_quality_report_agree(default):
    rows = dict(said(quality.corpus_table(default)))
    accord = {row[0]: row[1] for row in said(quality.accord_table(default))}
    assert rows["of these told by more than one publisher"] == accord["whether it happened"]
    n = int(default.scores["n_documents"].max())
    assert rows["articles coded by hand, to judge the coder"] == str(n) and f"{n} whole article" in quality.scores_table(default).data["caption"]
    codings = default.reliability.groupby("basis")["n_codings"].sum().unique()
    assert len(codings) == 1 and f"n = {codings[0]} of" in quality.hand_coded(default)  # each mention once, whatever the kinds of confidence
    event = default.scores[default.scores["field"] == "event"].iloc[0]
    guesses = len(default.misses) - (event.n_gold - event.n_matched) - (event.n_system - event.n_matched)
    assert f"; {guesses} of them" in quality.misses_table(default).data["caption"]
    assert "Nagorno-Karabakh" in quality.camp_names(default)[0] and quality.camp_names(default)[1] == "Azerbaijan"
    shaken = said(quality.shaken_table(default))
    assert shaken and not any(re.fullmatch(r"(−?[\d.]+) to \1", row[3]) for row in shaken)  # nothing of fewer than five events


def test_reconstructions_are_said_to_be_no_sources(default, workspace):
    assert "no source here is independent" in quality.summary(default).plain
    assert "reconstruction" not in quality.summary(load(workspace)).plain


def test_days_without_an_article_are_marked(default):
    silent = sections.silent_days(default)
    assert silent and not set(silent) & set(default.articles["published"])
    figure = timeline(sections.dated(default), *default.window, turning.turning_points(default), None, silent)
    crosses = [line for line in figure.axes[0].lines if line.get_label() == "_silent"]
    assert len(crosses[0].get_xdata()) == len(silent)


def test_the_ledger_tells_who_asserts_and_who_denies(workspace):
    run = load(workspace)
    claim = run.in_window.head(1).assign(status="alleged", claimants="ARM;UNSPEC", denied_by="AZE", event_id="evt_x")
    found = ledger.table(Run(replace(run.case, parties=("ARM", "AZE")), {**run.frames, "events": claim})).data
    assert found["columns"][1:4] == ["Armenia", "Azerbaijan", "Others"]
    assert [cell[0][0] for cell in found["rows"][0][1:4]] == ["asserts", "denies", "unnamed reports: asserts"]


def test_no_earlier_run_is_said_plainly(workspace):
    said = since.since(load(workspace), "")
    assert "No earlier run" in said[0].plain


def test_without_an_earlier_run_the_last_week_stands_beside_what_came_before(default):
    """New is what the last seven days tell first; changed what had another status by then."""
    run = default
    row = run.in_window.head(1).assign(event_date="2020-10-20", n_articles=1)
    made = [
        row.assign(event_id="old", status="realised", first_reported="2020-10-01", last_reported="2020-11-10", status_history="2020-10-01:planned:ARM 2020-11-10:realised:NARRATOR"),
        row.assign(event_id="same", status="planned", first_reported="2020-10-01", last_reported="2020-11-10", status_history="2020-10-01:planned:ARM 2020-11-10:planned:ARM"),
        row.assign(event_id="new", status="realised", first_reported="2020-11-06", last_reported="2020-11-06", status_history="2020-11-06:realised:NARRATOR"),
        row.assign(event_id="past", status="realised", first_reported="2020-11-05", last_reported="2020-11-05", status_history="2020-11-05:realised:NARRATOR"),
    ]  # fmt: skip
    words, table = since.of_the_week(Run(run.case, {**run.frames, "events": pd.concat(made)}))
    assert "6 – 12 Nov 2020: 1 event first told, 2 of the 3 told before told again, 1 of these with another status" in words.plain
    assert [(row[0], row[3]) for row in said(table)] == [("was planned", "happened"), ("new", "happened")]


def test_the_summary_counts_the_dead_of_each_side_as_the_texts_have_it(default):
    line = "".join(part[0] for part in losses.summary(default))
    assert "soldiers 1,221 (Nagorno-Karabakh authorities, told 9 Nov 2020)" in line and "civilians at least 92 (Azerbaijan, told 6 Nov 2020)" in line
    assert "everybody about 5,000 (Russia" in line and "never summed" in line
    rows = said(running.table(default))
    assert any(row[0] == "Azerbaijan" and row[2] == "at least 92" for row in rows) and all("“" in row[-1] for row in rows)


def test_what_changed_since_an_earlier_run(workspace, tmp_path):
    run = load(workspace)
    shutil.copytree(workspace.tables, tmp_path / "tables")
    same = since.since(run, str(tmp_path / "tables"))
    assert len(same) == 1 and "none changed" in same[0].plain
    events = pd.read_csv(tmp_path / "tables" / "events.csv", keep_default_na=False, dtype=str)
    turned = events["event_id"] == run.in_window.iloc[0].event_id
    before = events.assign(status=events["status"].where(~turned, "planned"))
    before[before["event_id"] != run.in_window.iloc[1].event_id].to_csv(tmp_path / "tables" / "events.csv", index=False)
    words, table = since.since(run, str(tmp_path / "tables"))
    assert f"{len(events) - 1} before, {len(events)} now" in words.plain and "1 new, 1 changed" in words.plain
    rows = [["".join(run[0] for run in cell) for cell in row] for row in table.data["rows"]]
    assert [row[0] for row in rows] == ["changed", "new"] and rows[0][3].startswith("status: planned → ")
    assert all(row[4] and row[5].startswith("A") for row in rows)


def test_a_link_without_a_place_keeps_its_words(tmp_path):
    shown = blocks.paragraph(("nowhere", "m", "#A9·9"), ("script", "m", "javascript:alert(1)"), ("web", "m", "https://example.org/a"))
    data = pdf([shown.data], "x", "2020-11-12")
    (tmp_path / "a.pdf").write_bytes(data)
    notes = [note.get_object() for note in pypdf.PdfReader(tmp_path / "a.pdf").pages[0].get("/Annots", [])]
    assert [note["/A"]["/URI"] for note in notes] == ["https://example.org/a"]
    assert "nowhere" in words(data, tmp_path) and "script" in words(data, tmp_path)


def test_hostile_text_stays_text(tmp_path):
    shown = [blocks.title(HOSTILE, HOSTILE, [(HOSTILE, HOSTILE)], HOSTILE), blocks.heading(HOSTILE), blocks.paragraph(HOSTILE, (HOSTILE, "b")),
             blocks.points([HOSTILE]), blocks.table([HOSTILE], [[HOSTILE]], [1], HOSTILE)]  # fmt: skip
    found = words(pdf([block.data for block in shown], HOSTILE, "2020-11-12"), tmp_path)
    for piece in (
        '#eval("1+1")',
        "$x^2$",
        "\\input{secret}",
        "<script>alert(1)</script>",
        "*bold*",
        "@label",
        "`code`",
    ):
        assert found.replace("\n", "").replace(" ", "").count(piece.replace(" ", "")) >= 5, piece


def test_names_of_the_region_are_printed(tmp_path):
    names = "Հայաստան Azərbaycan Şuşa საქართველო Россия ایران"
    found = words(pdf([blocks.paragraph(names).data], "x", "2020-11-12"), tmp_path)
    for name in ("Հայաստան", "Azərbaycan", "Şuşa", "საქართველო", "Россия"):
        assert name in found
    assert printable("a\x00b\U00020000c") == "a b\ufffdc"


def test_a_case_without_events_gives_a_report_that_says_so(tmp_path):
    case = tmp_path / "empty"
    case.mkdir()
    (case / "note.txt").write_text("The weather was fine.\n\nNothing else was said.", encoding="utf-8")
    made = river_workspace(case, tmp_path / "out")
    runner.run_river(made, SETTINGS, progress=silent)
    for name in runner.REPORTS:
        assert "No event was found" in words((made.reports / f"{name}.pdf").read_bytes(), tmp_path), name


def test_unknown_parameter_fails(workspace):
    with pytest.raises(report.ReportError, match="no colour"):
        report.execute(workspace.interim / "notebooks" / "chronicle.ipynb", {"colour": "red"})


def test_failing_cell_is_named(workspace, tmp_path):
    notebook = json.loads((workspace.interim / "notebooks" / "chronicle.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = "raise ValueError('as it must')"
    broken = tmp_path / "broken.ipynb"
    broken.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(report.ReportError, match="cell .*ValueError: as it must"):
        report.execute(broken, {"top_events": 5})


def test_every_figure_has_caption_and_words(workspace):
    run = load(workspace)
    drawn = [
        blocks.figure(timeline(run.in_window, *run.window, turning.turning_points(run)), "t", "a caption", "in words")
    ]
    drawn.append(blocks.figure(network(run.edges, run.nodes, run.parties), "n", "a caption", "in words"))
    for block in drawn:
        assert (
            block.data["caption"]
            and block.data["alt"]
            and block.data["svg"].startswith("<?xml")
            and "dc:date" not in block.data["svg"]
        )


def test_parties_stand_left_and_right_in_alphabetical_order():
    where = places(("AZE", "ARM"), ["AZE", "RUS", "ARM", "FRA"])
    assert where["ARM"] == (-1.0, 0.0) and where["AZE"] == (1.0, 0.0)
    assert all(abs(where[code][0]) < 0.5 for code in ("RUS", "FRA"))


def test_no_line_between_the_parties_runs_behind_a_name():
    where = column(["ARM", "AZE", "RUS", "FRA", "USA"], ("ARM", "AZE"))
    assert where["ARM"] == (-1.0, 0.0) and where["AZE"] == (1.0, 0.0)
    others = [where[code] for code in ("RUS", "FRA", "USA")]
    assert {x for x, _ in others} == {0.0} and all(y for _, y in others) and len(set(others)) == 3


def test_the_figure_of_talks_counts_the_contacts_of_the_table(default):
    found = talks.pairs(default)
    held = found[found["n_realised"] > 0].set_index(["source_id", "target_id"])["n_events"]
    contacts = default.contacts.groupby(["actor_a", "actor_b"])["n_summed"].sum()
    assert {pair: n for pair, n in held.items() if n} == {pair: n for pair, n in contacts.items() if n}
    figure = network(found, default.nodes, default.parties, counted="contacts")
    shown = {text.get_text() for text in figure.axes[0].texts}
    drawn = {str(n) for (a, b), n in contacts.items() if {a, b} & set(default.parties) and n}
    assert drawn == {words for words in shown if words.isdigit()}
    first = default.label(default.parties[0])
    assert f"{first} and {default.label('RUS')} {contacts['ARM', 'RUS']}" in talks.in_words(default)


def test_the_caption_of_talks_names_only_lines_that_are_drawn(default):
    words = talks.lines_in_words(default)
    assert words.startswith("Line: contacts") and words.endswith(".") and "dashed" in words
    refused = talks.pairs(default).query("n_realised == 0 and n_planned == 0")
    assert ("only refused" in words) == bool(len(refused))


def test_days_in_words():
    assert [day(iso) for iso in ("2020-10-07", "2020-10", "1994", "199X", "")] == [
        "7 Oct 2020",
        "Oct 2020",
        "1994",
        "1990s",
        "no date",
    ]


def test_command_line_makes_a_report(workspace, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "analysis",
            "river",
            str(workspace.case),
            "--out",
            str(tmp_path / "o"),
            "--workers",
            "1",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "3 articles + 0 rejects = 3 files" in done.stdout
    made = {path.stem for path in (tmp_path / "o" / "reports").glob("*.pdf")}
    assert made == set(runner.REPORTS)
    for path in (tmp_path / "o" / "reports").glob("*.pdf"):
        assert str(path) in done.stdout
