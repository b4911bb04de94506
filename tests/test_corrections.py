"""An analyst's corrections win over the coder, survive new ids, and are never lost."""

from __future__ import annotations

from collections import namedtuple

import pandas as pd
import pytest

from analysis import lexicon, tables
from analysis.calendar import is_edtf
from analysis.coding import coder, corrections, rows
from analysis.coding.command import parsed
from analysis.params import load

Row = namedtuple("Row", "coding_id sentence trigger field value who when why")
SENTENCE = "Russia urged Azerbaijan to stop the attacks."


@pytest.fixture(scope="module")
def coded():
    doc = parsed("a", f"{SENTENCE}\n\nTurkey accused Armenia of shelling Ganja.", "2020-10-07", "", load().parse.model)
    return rows.rows(doc, coder.code_document(doc, lexicon.load())), {s.sentence_id: s.text for s in doc.sentences}


def corrected(coded, *wanted):
    made, texts = coded
    return corrections.apply(*made, wanted, texts, lexicon.load())


def wish(field, value, sentence=SENTENCE, trigger="urged", coding_id=""):
    return Row(coding_id, sentence, trigger, field, value, "an analyst", "2026-11-24", "read it again")


def test_a_field_is_set_and_marked(coded):
    made = corrected(coded, wish("status", "alleged"))
    row = next(r for r in made.codings if r["trigger"] == "urged")
    assert (row["status"], row["corrected"]) == ("alleged", "status")
    assert [r["corrected"] for r in made.codings if r["trigger"] != "urged"].count(None) == len(made.codings) - 1
    assert made.log[0]["outcome"] == "applied" and made.log[0]["old_value"] == "realised"


def test_by_id_alone(coded):
    first = coded[0][0][0]["coding_id"]
    made = corrected(coded, wish("claimant", "TUR", sentence="", trigger="", coding_id=first))
    assert next(r for r in made.codings if r["coding_id"] == first)["claimant"] == "TUR"


def test_a_corrected_side_changes_the_participants(coded):
    made = corrected(coded, wish("target", "ARM;AZE"))
    row = next(r for r in made.codings if r["trigger"] == "urged")
    people = [p for p in made.participants if p["coding_id"] == row["coding_id"]]
    assert {p["actor_id"] for p in people if p["role"] == "target"} == {"ARM", "AZE"}
    assert [p["participant_no"] for p in people] == list(range(1, len(people) + 1))
    assert {p["resolution"] for p in people if p["role"] == "target"} == {"corrected"}


def test_a_row_is_deleted_with_what_hangs_on_it(coded):
    gone = next(r for r in coded[0][0] if r["trigger"] == "urged")["coding_id"]
    made = corrected(coded, wish("row", "delete"))
    assert gone not in {r["coding_id"] for table in (made.codings, made.participants, made.quantities) for r in table}
    assert gone not in {r["about_coding_id"] for r in made.codings}


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (wish("status", "alleged", sentence="A sentence nobody wrote."), "orphan"),
        (wish("status", "alleged", trigger="begged"), "orphan"),
        (wish("status", "perhaps"), "refused"),
        (wish("colour", "red"), "refused"),
        (wish("event_date", "next week"), "refused"),
        (wish("place_id", "ATLANTIS"), "refused"),
    ],
)
def test_what_cannot_be_applied_is_told_and_changes_nothing(coded, one, outcome):
    made = corrected(coded, one)
    assert (
        [r["outcome"] for r in made.log] == [outcome] and made.log[0]["detail"] and made.log[0]["who"] == "an analyst"
    )
    assert made.codings == coded[0][0] and made.participants == coded[0][1]


def test_every_outcome_fits_the_tables(coded):
    """What the stage writes after a correction is what data/columns.csv allows: words, codes, days, or nothing."""
    wanted = [wish("status", "alleged"), wish("event_date", ""), wish("target", "ARM;AZE"), wish("colour", "red"), wish("row", "delete")]
    made = corrected(coded, *wanted)
    log = tables.check("correction_log", tables.cast("correction_log", pd.DataFrame(made.log)))
    assert list(log["value"].fillna("")) == ["alleged", "", "ARM;AZE", "red", "delete"]
    assert list(log["outcome"]) == ["applied", "applied", "applied", "refused", "applied"]
    for name in ("codings", "participants", "quantities"):
        tables.check(name, tables.cast(name, pd.DataFrame(getattr(made, name), columns=[c.name for c in tables.schema(name)])))


@pytest.mark.parametrize("text", ["2020-10-10", "2020-10", "1994", "199X"])
def test_dates_of_the_tables(text):
    assert is_edtf(text)


@pytest.mark.parametrize("text", ["2020-13-01", "10 October", "20", "2020-1-1", ""])
def test_no_dates(text):
    assert not is_edtf(text)
