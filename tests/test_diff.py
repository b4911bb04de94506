"""What changed between two runs: every kind of change is found and has its reason; a renumbering is no change."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from worlds import coding, told

from analysis.comparing import diff_command
from analysis.comparing.changes import ELSE, changes
from analysis.comparing.layouts import CompareError
from analysis.comparing.runs import NEEDED, read_run

ROLES = ["actor_id", "conflict_role", "side", "since", "until", "strength", "n_events", "evidence"]
MEASURES = ["measure", "layer", "actor_id", "counterpart_id", "value", "n", "note"]


def talk(where: str, **more) -> dict:
    return coding(where, "CONSULT", "ARM;AZE", direction="mutual", mode="meet", trigger="met",
                  **{"event_date": "2020-10-30", **more})  # fmt: skip


def attack(where: str, **more) -> dict:
    return coding(where, "ASSAULT", "ARM", "AZE", trigger="shelled", **{"event_date": "2020-10-04", **more})


def run(folder: Path, codings: list[dict], roles=(), measures=(), words=None, hashes=None, log=()) -> Path:
    """The tables of a run; by sentence its words, by article its SHA-256."""
    made = told(codings)
    place = folder / "tables"
    place.mkdir(parents=True)
    names = sorted({row["article_id"] for row in codings})
    sentences = {row["sentence_id"]: row["article_id"] for row in codings}
    frames = {
        "articles": pd.DataFrame({"article_id": name, "case_id": "toy", "sha256": (hashes or {}).get(name, name)} for name in names),
        "sentences": pd.DataFrame({"sentence_id": s, "article_id": a, "text": (words or {}).get(s, f"Words of {s}.")} for s, a in sentences.items()),
        "codings": pd.DataFrame([{"corrected": "", **row} for row in codings]),
        "events": made["events"],
        "mentions": made["mentions"],
        "roles_found": pd.DataFrame(list(roles), columns=ROLES),
        "measures": pd.DataFrame(list(measures), columns=MEASURES),
        "correction_log": pd.DataFrame(list(log), columns=["coding_id", "field", "outcome"]),
    }  # fmt: skip
    for name, frame in frames.items():
        frame.to_csv(place / f"{name}.csv", index=False)
    return folder


@pytest.fixture
def between(tmp_path):
    """Changes between two runs made of codings (or of the arguments of `run`)."""

    def made(old: list[dict], new: list[dict], old_more=None, new_more=None):
        before, after = run(tmp_path / "old", old, **(old_more or {})), run(tmp_path / "new", new, **(new_more or {}))
        return changes(read_run(before), read_run(after))

    return made


def told_of(found) -> list[tuple]:
    columns = ["change", "column", "old_value", "new_value", "why"]
    return [tuple(row) for row in found.table[columns].itertuples(index=False)]


def test_equal_runs_say_that_nothing_changed(between, tmp_path):
    found = between([talk("a#001/1"), attack("a#002/1")], [talk("a#001/1"), attack("a#002/1")])
    assert found.table.empty
    assert diff_command.report(found) == [
        "Articles: the same.", "Codings: the same.",
        "Nothing changed in the results: 2 events, the same roles, the same measures.",
    ]  # fmt: skip


def test_a_planned_event_that_came_about(between):
    planned = talk("a#001/1", status="planned")
    found = between([planned], [planned, talk("b#001/1"), talk("c#001/1")])
    report = diff_command.report(found)
    assert ("changed", "status", "planned", "realised", "2 articles more") in told_of(found)
    assert ("changed", "n_mentions", "1", "3", "2 articles more") in told_of(found)
    line = next(line for line in report if "planned -> realised" in line)
    assert "CONSULT meet ARM, AZE; 2020-10-30 (2 articles more)" in line
    assert set(found.table["articles"]) == {"b;c"} and "Articles: 2 new (b, c)." in report


def test_a_new_and_a_gone_event_name_their_articles(between):
    found = between([talk("a#001/1"), attack("b#001/1")], [talk("a#001/1"), coding("c#001/1", "AID", "RUS", "ARM")])
    assert told_of(found) == [
        ("new", "status", "", "realised", "1 article more"),
        ("gone", "status", "realised", "", "1 article fewer"),
    ]
    assert list(found.table["what"]) == ["AID ARM, RUS", "ASSAULT ARM, AZE"]
    assert list(found.table["articles"]) == ["c", "b"]


def test_a_changed_article(between):
    old, new = [talk("a#001/1")], [talk("a#001/1"), attack("a#002/1")]
    found = between(old, new, {"hashes": {"a": "11"}}, {"hashes": {"a": "22"}})
    assert told_of(found) == [("new", "status", "", "realised", "1 article changed")]
    assert found.articles == {"new": [], "gone": [], "changed": ["a"]}


def test_a_corrected_coding(between):
    old = [attack("a#001/1", status="realised")]
    new = [attack("a#001/1", status="alleged", claimant="AZE", corrected="status claimant")]
    found = between(old, new)
    assert ("changed", "status", "realised", "alleged", "1 coding corrected") in told_of(found)
    assert set(found.table["why"]) == {"1 coding corrected"} and found.codings["corrected"] == 1


def test_a_deleted_coding_is_put_down_to_the_analyst(between):
    log = {"coding_id": "a#002/1", "field": "row", "outcome": "applied"}
    found = between([talk("a#001/1"), attack("a#002/1")], [talk("a#001/1")], None, {"log": [log], "words": {}})
    assert told_of(found) == [("gone", "status", "realised", "", "1 coding corrected")]


def test_another_lexicon_is_said_to_be_the_reason(between):
    found = between([attack("a#001/1")], [attack("a#001/1", status="alleged", claimant="AZE")])
    why = f"1 coding coded otherwise in unchanged articles: {ELSE}"
    assert ("changed", "status", "realised", "alleged", why) in told_of(found)
    assert set(found.table["why"]) == {why}


def test_a_denial_and_a_tier(between):
    denied = attack("a#001/1", claimant="AZE", status="alleged")
    denial = coding("b#001/1", "DENY", "ARM", trigger="denied", about_coding_id="b#001/2")
    content = attack("b#001/2", claimant="ARM", status="denied", kind="content")
    found = between([denied], [denied, denial, content])
    rows = {row[1]: row[2:4] for row in told_of(found) if row[0] == "changed"}
    assert rows["denied_by"] == ("", "ARM")


def test_a_redated_event_is_not_new_and_gone(between):
    found = between([attack("a#001/1")], [attack("a#001/1", event_date="2020-10-05")])
    assert set(found.table["change"]) == {"renamed"}
    assert ("2020-10-04", "2020-10-05") in {(row[2], row[3]) for row in told_of(found) if row[1] == "event_date"}
    assert (found.table["id_old"] != found.table["id_new"]).all()


def test_renumbered_codings_are_no_new_events(between):
    """A further coding before the others in a sentence, and a further sentence, move every number."""
    old = [attack("a#001/1"), talk("a#001/2")]
    new = [coding("a#002/1", "AID", "RUS", "ARM", trigger="helped"), attack("a#002/2"), talk("a#002/3")]
    said = {"words": {"a#001": "Both shelled and met."}}, {"words": {"a#002": "Both shelled and met."}}
    found = between(old, new, *said)
    assert told_of(found) == [("new", "status", "", "realised", f"1 coding new in unchanged articles: {ELSE}")]
    assert list(found.table["what"]) == ["AID ARM, RUS"]


def test_renumbered_and_redated_at_once(between):
    """Of two acts in a sentence each is compared with itself, although each now has the number of the other."""
    old = [attack("a#001/1"), talk("a#001/2")]
    new = [talk("a#001/1", event_date="2020-10-31"), attack("a#001/2")]
    found = between(old, new)
    assert set(found.table["change"]) == {"renamed"} and set(found.table["what"]) == {"CONSULT meet ARM, AZE"}
    assert ("2020-10-30", "2020-10-31") in {(row[2], row[3]) for row in told_of(found)}


def test_a_renamed_file_is_the_same_article(between):
    found = between([talk("a#001/1")], [talk("z#001/1")], {"hashes": {"a": "11"}, "words": {"a#001": "They met."}},
                    {"hashes": {"z": "11"}, "words": {"z#001": "They met."}})  # fmt: skip
    assert found.articles == {"new": [], "gone": [], "changed": []} and found.table.empty


def test_a_merged_event_says_where_its_codings_went(between):
    found = between([talk("a#001/1"), talk("b#001/1", event_date="2020-11-09")], [talk("a#001/1"), talk("b#001/1")])
    gone = found.table[found.table["change"] == "gone"].iloc[0]
    assert gone["why"].startswith(f"its codings now tell {found.table['id_new'].iloc[-1]}")
    assert (
        "changed",
        "n_mentions",
        "1",
        "2",
        f"1 coding told elsewhere before in unchanged articles: {ELSE}",
    ) in told_of(found)


def test_roles_and_measures(between):
    role = dict(zip(ROLES, ("RUS", "mediator", "", "2020-10-01", "2020-10-09", "1.5", "4", "evt_1"), strict=True))
    measure = dict(zip(MEASURES, ("tilt", "relation", "RUS", "ARM", "", "3", "insufficient"), strict=True))
    more = {"roles": [{**role, "strength": "2.5"}, {**role, "actor_id": "FRA"}],
            "measures": [{**measure, "value": "0.4", "n": "6", "note": ""}]}  # fmt: skip
    found = between([talk("a#001/1")], [talk("a#001/1")], {"roles": [role], "measures": [measure]}, more)
    assert diff_command.report(found)[3:] == [
        "", "Roles (2)", "  new: FRA mediator", "  RUS mediator: strength 1.5 -> 2.5",
        "", "Measures (1)", "  no longer insufficient: tilt relation RUS ARM: value insufficient -> 0.4",
    ]  # fmt: skip


def test_a_value_that_moves_without_the_insufficient_line_is_not_listed(between):
    measure = dict(zip(MEASURES, ("tilt", "relation", "RUS", "ARM", "0.2", "9", ""), strict=True))
    found = between([talk("a#001/1")], [talk("a#001/1")], {"measures": [measure]},
                    {"measures": [{**measure, "value": "0.3"}]})  # fmt: skip
    assert found.table.empty


def test_forwards_and_backwards_find_the_same_changes(tmp_path):
    old = run(tmp_path / "old", [talk("a#001/1"), attack("b#001/1")])
    new = run(tmp_path / "new", [talk("a#001/1", status="planned"), coding("c#001/1", "AID", "RUS", "ARM")])
    there, back = changes(read_run(old), read_run(new)).table, changes(read_run(new), read_run(old)).table
    swap = {"new": "gone", "gone": "new", "changed": "changed", "renamed": "renamed"}
    one = sorted((swap[r.change], r.id_old, r.id_new, r.column, r.old_value, r.new_value) for r in there.itertuples())
    other = sorted((r.change, r.id_new, r.id_old, r.column, r.new_value, r.old_value) for r in back.itertuples())
    assert one == other and len(one) >= 3


def test_the_csv_is_the_table(tmp_path, capsys):
    old = run(tmp_path / "old", [talk("a#001/1", status="planned")])
    new = run(tmp_path / "new", [talk("a#001/1")])
    assert diff_command.main(old, new / "tables", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {"change": "changed", "column": "status", "old_value": "planned", "new_value": "realised"}.items() <= rows[0].items()  # fmt: skip
    assert rows == list(csv.DictReader(io.StringIO(changes(read_run(old), read_run(new)).table.to_csv(index=False))))


@pytest.mark.parametrize("table", sorted(NEEDED))
def test_a_folder_without_a_table_is_refused(tmp_path, table):
    folder = run(tmp_path / "old", [talk("a#001/1")])
    (folder / "tables" / f"{table}.csv").unlink()
    with pytest.raises(CompareError, match=f"missing {table}.csv"):
        read_run(folder)


def test_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(CompareError, match="no such folder"):
        read_run(tmp_path / "nothing")
    folder = run(tmp_path / "old", [talk("a#001/1")])
    (folder / "tables" / "mentions.csv").write_text("event_id\nx\n", encoding="utf-8")
    with pytest.raises(CompareError, match="missing columns: coding_id"):
        read_run(folder)
    with pytest.raises(CompareError, match="--format xml"):
        diff_command.main(folder, folder, "xml")


def test_columns_of_another_version_are_named_and_left_out(tmp_path):
    old, new = (run(tmp_path / name, [talk("a#001/1")]) for name in ("old", "new"))
    file = new / "tables" / "events.csv"
    pd.read_csv(file, dtype=str, keep_default_na=False).assign(mood="fair").to_csv(file, index=False)
    found = changes(read_run(old), read_run(new))
    assert found.table.empty and found.notes == ["Only the new run has the columns events.mood: not compared."]
