"""`parley code --explain` names the rows and rules behind each event, and the words that made none."""

from __future__ import annotations

from analysis import lexicon, params
from analysis.coding.command import parsed
from analysis.coding.explain import explain


def lines(text):
    doc = parsed("a", text, "2020-10-07", "", params.load().parse.model)
    return "\n".join(explain(doc, lexicon.load()))


def test_rows_slots_and_governors_are_named():
    said = lines("Russia urged Azerbaijan to withdraw its troops from Lachin.")
    assert "REQUEST realised  RUS -> AZE" in said and "row VERB:urge of predicates.csv" in said
    assert "RETREAT demanded" in said and "decided by row VERB:urge" in said
    assert "frame      request" in said


def test_words_that_make_no_row_are_told_with_the_reason():
    said = lines("Officials said a threat to security remained.")
    assert "left   'threat'" in said and "predicates.csv" in said


def test_what_is_no_sentence_is_said_to_be_none():
    assert "not coded" in lines("2020-10-07")
