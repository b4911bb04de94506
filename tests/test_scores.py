"""codings against gold: the codebook's rules of agreement, the matching, the alignment, and the headline numbers."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pandas as pd
import pytest
from worlds import cells, coding, table

from analysis import calibration, lexicon, params, tables
from analysis.coding.coder import code_document
from analysis.coding.command import parsed
from analysis.coding.confidence import SHIPPED
from analysis.coding.rows import rows
from analysis.measures import agreement
from analysis.measures.alignment import align
from analysis.measures.chance.documents import score_intervals
from analysis.stages import scores

PARAMS = SimpleNamespace(gold_set="case")
TEXTS = {
    1: "Talks will take place in Geneva on Thursday, the minister said.",
    2: "Intense fighting continued, each side accusing the other of firing on civilians.",
}


def gold(sentence: int, anchor: str, source: str, event_type: str, target: str, **more) -> dict:
    row = {
        "status": "realised",
        "claimant": "NARRATOR",
        "direction": "directed",
        "event_date": "",
        "certainty": "1",
    } | more
    return {
        "doc_id": "a",
        "sent_no": str(sentence),
        "anchor": anchor,
        "source": source,
        "type": event_type,
        "target": target,
    } | row


def scored(golds: list[dict], codings: list[dict], texts: dict[int, str] | None = None) -> dict:
    sheet = [
        {"doc_id": "a", "published": "2020-10-07", "publisher": "P", "sent_no": str(k), "text": t}
        for k, t in TEXTS.items()
    ]
    ours = [{"sentence_id": f"a#{k:03d}", "article_id": "a", "text": text} for k, text in (texts or TEXTS).items()]
    made = scores.build(
        table("codings", codings), table("sentences", ours), table("articles", [{"article_id": "a"}]),
        table("events", []),
        gold=(pd.DataFrame(golds), pd.DataFrame(sheet)), params=PARAMS,
    )  # fmt: skip
    for name in ("scores", "misses", "reliability", "calibration"):
        tables.check(name, made[name])
    return made | {"metrics": json.loads(made["metrics"])}


def pair(gold_row: dict, coding_row: dict) -> tuple[agreement.Gold, agreement.Found]:
    return agreement.gold(SimpleNamespace(**gold_row)), agreement.found(SimpleNamespace(**coding_row))


def test_the_whole_result():
    made = scored(
        [
            gold(
                1,
                "Talks will take place",
                "?",
                "CONSULT",
                "AZE;ARM",
                status="planned",
                claimant="FRA",
                event_date="2020-10-08",
            ),
            gold(2, "fighting continued", "ARM", "ASSAULT", "AZE", direction="mutual", event_date="2020-10-07"),
            gold(2, "accusing the other", "ARM", "ACCUSE", "AZE"),
            gold(2, "accusing the other", "AZE", "ACCUSE", "ARM"),
            gold(2, "firing on civilians", "ARM", "ASSAULT", "AZE", status="alleged", claimant="AZE", certainty="3"),
        ],
        [
            coding(
                "a#001/1", "AGREE", "FRA", "ARM;AZE", status="planned", claimant="NARRATOR", event_date="2020-10-08"
            ),
            coding("a#002/1", "ASSAULT", "AZE", "ARM", direction="mutual", event_date="2020-10-06", trigger="fighting"),
            coding("a#002/2", "SUPPORT", "ARM", "AZE"),
        ],
    )
    assert cells(tables.check("scores", made["scores"]), "field", "n_gold", "n_system", "n_matched") == [
        ("actors", 3, 3, 3),
        ("claimant", 2, 2, 1),
        ("date", 2, 2, 1),
        ("event", 3, 3, 2),
        ("quad", 3, 3, 2),
        ("status", 2, 2, 2),
        ("type", 3, 3, 2),
    ]
    event = made["scores"].query("field == 'event'")
    assert [round(float(x), 3) for x in event[["precision", "recall", "f1"]].iloc[0]] == [0.667, 0.667, 0.667]
    assert cells(tables.check("misses", made["misses"]), *made["misses"].columns[1:]) == [
        (1, "missed", "a#002", "ACCUSE", "ARM", "AZE", "realised", "accusing the other"),
        (2, "missed", "a#002", "ASSAULT", "ARM", "AZE", "alleged", "firing on civilians"),
        (3, "extra", "a#002", "SUPPORT", "ARM", "AZE", "realised", "did"),
    ]
    assert made["metrics"] == {
        "actors_f1": 1.0, "actors_precision": 1.0, "actors_recall": 1.0, "claimant_accuracy": 0.5, "date_accuracy": 0.5,
        "event_f1": 0.667, "event_precision": 0.667, "event_recall": 0.667, "n_articles": 1, "n_codings": 3,
        "n_events": 0, "n_sentences": 2,
        "quad_f1": 0.667, "quad_precision": 0.667, "quad_recall": 0.667, "status_accuracy": 1.0,
        "type_f1": 0.667, "type_precision": 0.667, "type_recall": 0.667,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("theirs", "ours", "agrees"),
    [
        (("ARM", "AZE"), ("ARM", "AZE"), True),
        (("ARM", "AZE"), ("AZE", "ARM"), False),
        (("ARM|NKR", "AZE"), ("NKR", "AZE"), True),
        (("ARM", "?"), ("ARM", "RUS"), True),
        (("?", "AZE;ARM"), ("FRA", "ARM"), True),  # half of two
        (("?", "AZE;ARM"), ("FRA", "TUR;ARM;RUS"), False),  # one of three
        (("FRA;RUS;USA", "ARM"), ("FRA", "ARM"), False),
        (("FRA|OSCE_MINSK", "ARM"), ("OSCE_MINSK", "ARM"), True),
        (("ARM", "AZE"), ("ARM", ""), False),
        (("ARM", "AZE|?"), ("ARM", ""), True),
        (("ARM", "AZE"), ("ARM;AZE", "ARM;AZE"), False),
        (("LBY_FIGHTERS", "TUR"), ("LBY_ARMED_GROUP", "TUR"), True),
        (("LNA", "TUR"), ("LIBYAN_NATIONAL_ARMY", "TUR"), True),
        (("SYR_ARMED_GROUP", "TUR"), ("YEM_ARMED_GROUP", "TUR"), False),
    ],
)
def test_directed_actors(theirs, ours, agrees):
    g, f = pair(gold(1, "x", theirs[0], "ACCUSE", theirs[1]), coding("a#001/1", "ACCUSE", *ours))
    assert agreement.actors_agree(g, f) is agrees


@pytest.mark.parametrize(
    ("ours", "agrees"),
    [
        (("AZE", "ARM"), True),
        (("ARM;AZE", ""), True),
        (("ARM", ""), False),
        (("ARM;AZE", "RUS"), True),
        (("ARM;AZE;RUS", "USA;FRA"), False),
    ],
)
def test_mutual_actors(ours, agrees):
    g, f = pair(gold(1, "x", "ARM", "CONSULT", "AZE", direction="mutual"), coding("a#001/1", "CONSULT", *ours))
    assert agreement.actors_agree(g, f) is agrees


@pytest.mark.parametrize(
    ("event_type", "status", "ours", "agrees"),
    [
        ("CONSULT", "planned", "AGREE", True),
        ("CONSULT", "realised", "AGREE", False),
        ("COOPERATE|AID", "alleged", "AID", True),
        ("AGREE", "planned|realised", "CONSULT", True),
    ],
)
def test_types(event_type, status, ours, agrees):
    g, f = pair(gold(1, "x", "ARM", event_type, "RUS", status=status), coding("a#001/1", ours, "ARM", "RUS"))
    assert agreement.types_agree(g, f) is agrees


@pytest.mark.parametrize(
    ("event_type", "source", "claimant", "ours", "right"),
    [
        ("ACCUSE", "FRA", "NARRATOR", "FRA", True),
        ("ACCUSE", "FRA", "FRA", "NARRATOR", True),
        ("ACCUSE", "FRA", "RUS", "NARRATOR", False),
        ("ASSAULT", "AZE", "NARRATOR", "AZE", False),
        ("ASSAULT", "AZE", "ARM|NKR", "NKR", True),
        ("DENY", "TUR;AZE", "TUR;AZE", "AZE", True),
    ],
)
def test_claimant(event_type, source, claimant, ours, right):
    g, f = pair(
        gold(1, "x", source, event_type, "ARM", claimant=claimant), coding("a#001/1", event_type, source, claimant=ours)
    )
    assert agreement.checks(g, f)["claimant"] is right


def test_a_year_in_gold_is_met_by_any_day_of_it_and_no_date_is_no_question():
    g, f = pair(
        gold(1, "x", "ARM", "RETREAT", "AZE", event_date="1994"),
        coding("a#001/1", "RETREAT", "ARM", event_date="1994-05-12"),
    )
    assert agreement.checks(g, f)["date"] is True
    g, f = pair(gold(1, "x", "ARM", "RETREAT", "AZE"), coding("a#001/1", "RETREAT", "ARM", event_date="1994-05-12"))
    assert "date" not in agreement.checks(g, f)


def test_the_matching_is_as_large_as_it_can_be():
    either = gold(2, "x", "?", "ASSAULT", "?")
    only = gold(2, "x", "ARM", "ASSAULT", "AZE")
    made = scored(
        [either, only], [coding("a#002/1", "ASSAULT", "ARM", "AZE"), coding("a#002/2", "ASSAULT", "RUS", "UKR")]
    )
    assert made["metrics"]["event_f1"] == 1.0


def test_of_equal_pairs_the_likest_is_taken():
    rows = [gold(2, "x", "ARM", "ASSAULT", "AZE", status=s) for s in ("realised", "alleged")]
    found = [coding(f"a#002/{k}", "ASSAULT", "ARM", "AZE", status=s) for k, s in enumerate(("alleged", "realised"), 1)]
    assert scored(rows, found)["metrics"]["status_accuracy"] == 1.0


def test_mirrored_rows_and_one_mutual_row_are_the_same():
    two = [gold(2, "x", "ARM", "ACCUSE", "AZE"), gold(2, "x", "AZE", "ACCUSE", "ARM")]
    one = [gold(2, "x", "ARM", "ACCUSE", "AZE", direction="mutual")]
    pair_of_ours = [coding("a#002/1", "ACCUSE", "AZE", "ARM"), coding("a#002/2", "ACCUSE", "ARM", "AZE")]
    one_of_ours = [coding("a#002/1", "ACCUSE", "ARM", "AZE", direction="mutual")]
    for golds in (two, one):
        for ours in (pair_of_ours, one_of_ours):
            assert scored(golds, ours)["metrics"]["event_f1"] == 1.0


def test_what_is_missed_is_listed_under_our_sentence_and_the_first_of_equal_answers():
    row = gold(2, "x", "ARM|NKR", "AGREE|CONSULT", "?", status="planned|realised")
    shifted = {7: TEXTS[2]}
    made = scored([row], [], shifted)["misses"]
    listed = cells(made, "sentence_id", "event_type", "source", "target", "status")
    assert listed == [("a#007", "AGREE", "ARM|NKR", "?", "planned")]


def test_sentences_are_aligned_by_their_words():
    sheet = [SimpleNamespace(doc_id="a", sent_no=str(k), text=text) for k, text in TEXTS.items()]
    ours = {
        "a#001": "Talks will take place in Geneva on Thursday",  # the rest went into another sentence
        "a#002": "the minister said.",
        "a#003": "Intense fighting continued - each side accusing the other of firing on civilians!",
        "a#004": "Something else altogether happened elsewhere.",
    }
    found = align(sheet, [SimpleNamespace(sentence_id=k, article_id="a", text=text) for k, text in ours.items()])
    assert found == {"a#001": ("a", "1"), "a#002": ("a", "1"), "a#003": ("a", "2")}


def test_codings_of_sentences_outside_the_sheet_count_for_nothing():
    texts = {**TEXTS, 3: "Something else altogether happened elsewhere."}
    made = scored([gold(1, "x", "ARM", "CONSULT", "RUS")], [coding("a#003/1", "ASSAULT", "ARM", "AZE")], texts)
    assert cells(made["scores"].query("field == 'event'"), "n_gold", "n_system") == [(1, 0)]


def test_without_gold_there_are_counts_and_nothing_else():
    none = [table(name, []) for name in ("codings", "sentences", "articles", "events")]
    made = scores.build(*none, gold=None, params=PARAMS)
    assert json.loads(made["metrics"]) == {"n_articles": 0, "n_codings": 0, "n_events": 0, "n_sentences": 0}
    for name in ("scores", "misses"):
        assert made[name].empty
        tables.check(name, made[name])


def test_intervals_of_the_scores_come_from_drawing_documents():
    even = score_intervals([f"d{k}" for k in range(10)], [(1, 2, 2)] * 10)
    assert (even["precision_low"], even["f1_high"]) == (0.5, 0.5), "documents that are all alike leave no doubt"
    uneven = score_intervals([f"d{k}" for k in range(10)], [(k % 2, 1, 1) for k in range(10)])
    assert 0 <= uneven["recall_low"] < 0.5 < uneven["recall_high"] <= 1
    assert uneven == score_intervals([f"d{k}" for k in range(10)], [(k % 2, 1, 1) for k in range(10)])
    assert set(score_intervals(["a"] * 9, [(1, 1, 1)] * 9).values()) == {""}, "one document says nothing of others"


def test_held_out_confidence_never_saw_its_own_document():
    """In one document rows with an unknown actor are wrong, in the others right: held out it cannot know."""
    rows = [("odd", ("both", "unknown"), False)] * 10 + [("odd", ("both",), True)] * 10
    rows += [(name, signs, True) for name in ("b", "c") for signs in (("both", "unknown"), ("both",))] * 10
    hoped = dict(zip([(document, signs) for document, signs, _ in rows], calibration.held_out(rows), strict=True))
    same = calibration.fitted([(signs, right) for _, signs, right in rows])
    assert hoped["odd", ("both", "unknown")] > 0.9 > calibration.expected(("both", "unknown"), same)
    assert hoped["b", ("both", "unknown")] < 0.8  # the odd one is among the others
    again = calibration.held_out(rows[::-1])[::-1]
    assert again == pytest.approx(calibration.held_out(rows)), "the order of rows is nothing"


def test_fitted_shares_are_those_of_the_rows():
    rows = [(("both",), True)] * 70 + [(("both",), False)] * 30 + [(("neither",), True)] * 10 + [(("neither",), False)] * 90
    made = calibration.fitted(rows)
    assert made.common == 0.4 and made.shares == pytest.approx({"both": 0.7, "neither": 0.1}, abs=0.02)
    assert calibration.expected(("nobody knows",), made) == calibration.expected((), made) == 0.4
    assert calibration.expected(("both",), calibration.Table({"both": 0.9}, {})) == 0.9
    assert calibration.expected(("both", "plain"), calibration.Table({"both": 0.9}, {"plain": 1.5})) == calibration.HIGHEST


def test_the_scores_of_confidence():
    right = [True, False, True, True]
    assert calibration.brier([1, 0, 1, 1], right) == 0 and calibration.brier([0.5] * 4, right) == 0.25
    assert calibration.log_loss([0.5] * 4, right) == pytest.approx(0.6931, abs=1e-4)
    assert calibration.log_loss([0.0, 1.0, 0.0, 0.0], right) == pytest.approx(4.6052, abs=1e-4)  # cut, not infinite


def test_reliability_has_both_kinds_of_confidence():
    rows = [(1, "x", "ARM", "CONSULT", "RUS"), (2, "y", "ARM", "ASSAULT", "AZE")]
    made = scored(
        [gold(*row) for row in rows],
        [coding("a#001/1", "CONSULT", "ARM", "RUS", confidence=0.72, signs="both plain"),
         coding("a#002/1", "ACCUSE", "ARM", "AZE", confidence=0.3, signs="both unknown")],
    )  # fmt: skip
    steps = tables.check("reliability", made["reliability"])
    assert cells(steps.query("basis == 'shipped'"), "confidence_from", "n_codings", "n_right") == [(0.2, 1, 0), (0.6, 1, 1)]
    assert steps.query("basis == 'held_out'")["n_codings"].sum() == 2
    trust = tables.check("calibration", made["calibration"]).set_index("expectation")
    assert trust.at["one_share", "brier"] == 0.25 and trust.at["shipped", "brier"] == pytest.approx((0.28**2 + 0.3**2) / 2)
    assert trust.at["refitted", "brier"] < trust.at["held_out", "brier"]


def test_signs_say_what_the_shipped_confidence_is():
    doc = parsed("a", "Azerbaijan shelled Stepanakert. Someone attacked the Blue Brigade of Freedom.", "2020-10-07", "", params.load().parse.model)
    made = rows(doc, code_document(doc, lexicon.load()))[0]
    assert made
    for row in made:
        assert row["confidence"] == round(calibration.expected(tuple(row["signs"].split()), SHIPPED), 2)
