"""The coder, construction by construction: sentences of our own in constructions.tsv, each with the row it must give."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from analysis import lexicon, params
from analysis.coding import predicates
from analysis.coding.actors import Actors
from analysis.coding.coder import code_document
from analysis.coding.command import parsed
from analysis.coding.references import Memory
from analysis.coding.rows import json_objects

with (Path(__file__).parent / "constructions.tsv").open(encoding="utf-8", newline="") as file:
    CONSTRUCTIONS = list(csv.DictReader(file, delimiter="\t"))


@lru_cache(maxsize=256)
def code(text: str, published: str = "2020-10-07", publisher: str = "Parley Wire") -> list[dict]:
    doc = parsed("article", text, published, publisher, params.load().parse.model)
    return json_objects(doc, code_document(doc, lexicon.load()))


def codes(cell: str) -> set[str]:
    return set(filter(None, cell.split(";")))


def fits(wanted: dict, found: dict) -> bool:
    """The same type, status and claimant, and the same sides (of a mutual event: the same actors in any order)."""
    if (found["event_type"], found["status"], found["claimant"]) != (
        wanted["type"],
        wanted["status"],
        wanted["claimant"],
    ):
        return False
    source, target = set(found["source"]), set(found["target"])
    if found["direction"] == "mutual":
        return source | target >= codes(wanted["source"]) | codes(wanted["target"])
    return source == codes(wanted["source"]) and target == codes(wanted["target"])


@pytest.mark.parametrize(
    "wanted", CONSTRUCTIONS, ids=lambda row: f"{row['construction']}-{row['type']}".replace(" ", "_")
)
def test_construction(wanted):
    found = code(wanted["sentence"])
    shown = [(o["source"], o["event_type"], o["target"], o["status"], o["claimant"]) for o in found]
    assert any(fits(wanted, one) for one in found), f"{wanted['sentence']}\nwanted {wanted}\nfound {shown}"


@pytest.mark.parametrize("sentence", [
    "The minister said the weather was fine.",
    "The press conference will begin at noon.",
    "A stamp collection was sold in Geneva for two million francs.",
    "The president fired his finance minister.",
    "The region is fighting a wildfire.",
    "Amnesty International is gathering information on the damage.",
    "Twelve people died on the last day of March.",
    "The government of Colombia and its finances are in order.",
    "A shoulder-fired missile was shown at the fair.",
    "Sergei Lavrov spoke to the Valdai Discussion Club.",
    "It is essential to drink water.",
    "The newspaper said Germany should wait.",
    "Germany expressed concern over the clashes.",
    "The mission was a mistake, historians write.",
    "Many drones were operating over the sea.",
    "Gaza war hostage crisis, Calls for a ceasefire during the Gaza war",  # a topic line
    "2014 Libyan conflict",
    "The captured soldiers were Kenyans.",  # nobody is said to have done it
    "The open-ended visit of the Kenyan choir was cheap.",
    "Gains were made in the fight against ISIS.",
    "The deal should bring prosperity, the president of Kenya said.",  # a hope
    "I recognize that a truce in Chad is not enough.",
])  # fmt: skip
def test_no_event(sentence):
    assert code(sentence) == []


def test_minsk_group_is_never_belarus():
    for sentence in (
        "The OSCE Minsk Group met in Geneva with Armenia.",
        "Minsk Group co-chairs urged Azerbaijan to stop the shelling.",
    ):
        actors = {code for one in code(sentence) for code in one["source"] + one["target"]}
        assert "OSCE_MINSK" in actors and "BLR" not in actors


def test_offsets_cut_the_trigger_out_of_the_text():
    text = "Azerbaijan said on Monday it had captured the town.\n\nArmenia accused Turkey of sending fighters, which Ankara denied."
    found = code(text)
    assert found
    for one in found:
        assert text[one["char_start"] : one["char_end"]] == one["trigger"]
        for p in one["participants"]:
            assert p["char_start"] is None or text[p["char_start"] : p["char_end"]] == p["text"]


def test_act_points_at_its_content():
    act, content = sorted(
        code("Armenia accused Turkey of sending fighters to Azerbaijan."), key=lambda one: one["event_type"]
    )
    assert (act["event_type"], act["kind"], act["about_coding_id"]) == ("ACCUSE", "act", content["coding_id"])
    assert (content["event_type"], content["kind"], content["claimant"]) == ("AID", "content", "ARM")


def test_no_actor_stands_on_both_sides():
    for wanted in CONSTRUCTIONS:
        for one in code(wanted["sentence"]):
            assert not set(one["source"]) & set(one["target"]), wanted["sentence"]


def test_dates_follow_tense():
    (met,) = [o for o in code("Sergey Lavrov met Mevlut Cavusoglu on Monday.") if o["event_type"] == "CONSULT"]
    (will,) = [o for o in code("Sergey Lavrov will meet Mevlut Cavusoglu on Monday.") if o["event_type"] == "CONSULT"]
    assert (met["event_date"], will["event_date"]) == ("2020-10-05", "2020-10-12")


def test_clause_on_a_year_is_history():
    found = code(
        "The violence is the worst since 1994, when a ceasefire halted the war. Armenia accused Azerbaijan of shelling Goris."
    )
    assert [(one["status"], one["event_date"]) for one in found if one["event_type"] == "RETREAT"] == [
        ("historical", "1994")
    ]


def test_date_line_moves_the_day():
    found = code("2020-10-05\n\nIran criticised Israel.\n\n2020-10-06\n\nIran criticised Israel.")
    assert [one["event_date"] for one in found] == ["2020-10-05", "2020-10-06"]


def test_twice_the_same():
    text = " ".join(row["sentence"] for row in CONSTRUCTIONS)
    doc = parsed("article", text, "2020-10-07", "", params.load().parse.model)
    assert json_objects(doc, code_document(doc, lexicon.load())) == json_objects(
        doc, code_document(doc, lexicon.load())
    )


def test_the_examples_of_the_predicates_show_their_row():
    lex, model = lexicon.load(), params.load().parse.model
    rows = lexicon.read_tables()["predicates"]
    shown = rows[rows["example"] != ""]
    assert len(shown) >= 400
    for example, of_it in shown.groupby("example"):
        doc = parsed("article", example, "2020-10-07", "", model)
        names = Actors(doc, lex, Memory()).names.at
        found = {m.predicate.predicate_id for s in doc.sentences for m in predicates.find(doc, lex, s, names)}
        assert set(of_it["predicate_id"]) <= found, example


@pytest.mark.parametrize(
    ("sentence", "through"),
    [
        ("Azerbaijan had shelled Stepanakert, Armenia's Defence Ministry told Reuters on Monday.", "REUTERS"),
        ("Armenian forces attacked Ganja, Azerbaijan said, TASS reported.", "TASS"),
        ("Armenian forces attacked Ganja, Azerbaijan said.", ""),
        ("Reuters criticised Turkey.", ""),
    ],
)
def test_through_whom_a_claim_is_told(sentence, through):
    doc = parsed("article", sentence, "2020-10-07", "Parley Wire", params.load().parse.model)
    assert {coding.claim_via for coding in code_document(doc, lexicon.load())} == {through}


def test_the_two_men_are_the_two_persons_named_last():
    """An army of one side and a person of the other are no two men."""
    text = (
        "Turkey's defence minister, Hulusi Akar, held a telephone conversation with Russia's Sergei Shoigu. Akar insisted "
        "that Armenian troops be withdrawn. The two men had discussed ways of calming the situation."
    )
    talks = [row for row in code(text) if row["trigger"] == "discussed"]
    assert [set(row["source"] + row["target"]) for row in talks] == [{"TUR", "RUS"}]


def test_a_truce_brokered_earlier_dates_nothing():
    rows = code("Russia urged Armenia and Azerbaijan on Monday to respect the ceasefire brokered by Moscow.")
    assert [row["event_date"] for row in rows if row["event_type"] == "CONSULT"] == [None]


def test_an_official_text_speaks_to_the_country_it_deals_with():
    text = (
        "The people of Sudan suffer. Sudan needs peace.\n\nThe United States stands ready to help. Sudan is not alone."
    )
    made = [o for o in code(text, "2023-05-04", "The White House") if o["event_type"] == "AGREE"]
    assert made and all((o["source"], o["target"]) == (["USA"], ["SDN"]) for o in made)
    told = [o for o in code(text, "2023-05-04") if o["event_type"] == "AGREE"]
    assert all(o["target"] == [] for o in told), "a newspaper's text has no such addressee"


def test_they_of_a_readout_are_the_two_that_spoke():
    text = "President Biden spoke with President Ruto of Kenya. Kenya was attacked by Somalia and fought Somalia.\n\nThey discussed the truce."
    made = [o for o in code(text, "2023-05-04", "The White House") if o["trigger"].startswith("discussed")]
    assert [sorted(o["source"] + o["target"]) for o in made] == [["KEN", "USA"]]


def test_separatists_of_a_text_that_names_their_land():
    text = "South Ossetia broke away from Georgia. Talks between Georgia and the separatists began on Monday."
    made = [o for o in code(text) if o["event_type"] == "CONSULT"]
    assert [(o["source"], o["target"]) for o in made] == [(["GEO"], ["SOUTH_OSSETIA"])]


def test_planned_talks_keep_the_day_they_were_given():
    text = "Talks between Kenya and Uganda will take place in Geneva on Thursday.\n\nKenya's foreign minister will attend the talks."
    made = [o for o in code(text) if o["trigger"].startswith("attend")]
    assert [o["event_date"] for o in made] == ["2020-10-08"]
