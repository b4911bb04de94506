"""Numbers: what they count, how exactly, whose, over which time, and to which act of a sentence they belong."""

from __future__ import annotations

from functools import lru_cache

import pytest

from analysis import lexicon, params
from analysis.coding.coder import code_document
from analysis.coding.command import parsed
from analysis.coding.quantities import quantities
from analysis.coding.rows import json_objects, rows


@lru_cache(maxsize=256)
def document(text: str):
    return parsed("article", text, "2020-10-07", "Parley Wire", params.load().parse.model)


def counted(text: str) -> list[tuple]:
    """(measure, group, low, best, high, unit) of the quantities of one sentence."""
    doc = document(text)
    found = [one for sentence in doc.sentences for one in quantities(doc, sentence)]
    return [(one.measure, one.group, one.low, one.best, one.high, one.unit) for one in found]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # people lost
        ("Azerbaijan said it had killed 2,300 Armenian troops.", [("deaths", "military", None, 2300, None, "troop")]),
        ("Five soldiers were killed and 12 wounded in the attack.",
         [("deaths", "military", None, 5, None, "soldier"), ("injured", "unspecified", None, 12, None, "")]),
        ("The strike left seven dead and 33 injured.",
         [("deaths", "unspecified", None, 7, None, ""), ("injured", "unspecified", None, 33, None, "")]),
        ("Twenty-five villagers died in the raid.", [("deaths", "civilian", None, 25, None, "villager")]),
        ("The death toll rose to 532.", [("deaths", "unspecified", None, 532, None, "")]),
        ("The war has claimed 1.5 million lives.", [("deaths", "unspecified", None, 1_500_000, None, "life")]),
        ("The army reported 200 casualties.", [("other", "unspecified", None, 200, None, "casualty")]),  # dead and wounded
        # bounds and ranges: only what the text gives
        ("At least 21 civilians were killed.", [("deaths", "civilian", 21, None, None, "civilian")]),
        ("More than 1,000 soldiers have died.", [("deaths", "military", 1000, None, None, "soldier")]),
        ("Up to 90,000 people have been displaced.", [("displaced", "unspecified", None, None, 90_000, "people")]),
        ("The strike killed 10 to 15 people.", [("deaths", "unspecified", 10, None, 15, "people")]),
        ("Between 10 and 15 civilians were killed.", [("deaths", "civilian", 10, None, 15, "civilian")]),
        ("Dozens of people were killed.", [("deaths", "unspecified", 24, None, None, "people")]),
        ("Hundreds of thousands of people fled their homes.", [("displaced", "unspecified", 200_000, None, None, "people")]),
        # who is done to, not who does it
        ("As many as 12 gunmen killed three policemen.", [("deaths", "unspecified", None, 3, None, "policeman")]),
        ("Three soldiers were killed by 12 gunmen.", [("deaths", "military", None, 3, None, "soldier")]),
        ("Three missiles hit Ganja, killing nine people.", [("deaths", "unspecified", None, 9, None, "people")]),
        ("The rebels killed five hostages.", [("deaths", "unspecified", None, 5, None, "hostage")]),
        ("The world condemned the murder of five hostages.", [("deaths", "unspecified", None, 5, None, "hostage")]),
        # arms, prisoners, forces
        ("Ukrainian forces shot down 12 drones on Monday.", [("destroyed", "", None, 12, None, "drone")]),
        ("The Taliban released 5,000 prisoners.", [("detained", "unspecified", None, 5000, None, "prisoner")]),
        ("Police arrested 40 people.", [("detained", "unspecified", None, 40, None, "people")]),
        ("Russia deployed 1,960 peacekeepers.", [("troops", "military", None, 1960, None, "peacekeeper")]),
        # land and time
        ("The army captured 22 villages and one city.",
         [("territory_units", "", None, 22, None, "village"), ("territory_units", "", None, 1, None, "city")]),
        ("The rebels took 300 square kilometres of land.", [("area_km2", "", None, 300, None, "km2")]),
        ("The rebels took 10 square miles of land.", [("area_km2", "", None, 25.89988, None, "km2")]),
        ("A 72-hour ceasefire began on Monday.", [("duration_days", "", None, 3, None, "day")]),
        ("The siege lasted three months.", [("duration_days", "", None, 90, None, "day")]),
        # ordinals
        ("It was their fifth phone talk since the fighting erupted.", [("ordinal", "", None, 5, None, "talk")]),
        ("Fighting raged for an 11th day on Wednesday.", [("ordinal", "", None, 11, None, "day")]),
        ("Clashes continued for a third straight day.", [("ordinal", "", None, 3, None, "day")]),
    ],
)  # fmt: skip
def test_what_a_number_counts(sentence, wanted):
    assert counted(sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Saudi Arabia pledged $500 million in aid.",
        "Nearly half of the 150,000 residents fled.",  # of how many, not how many
        "About 75 percent of the displaced are women.",
        "The ministers met on Sept. 27.",
        "The war began in 1988.",
        "Rockets landed two kilometres from the border.",
        "The ministers met three days ago.",
        "One of the soldiers was killed.",
        "The two presidents met for the first time.",
        "Twelve states signed the treaty.",
    ],
)
def test_what_counts_nothing(sentence):
    assert counted(sentence) == []


def numbers(text: str) -> list[tuple]:
    """(event type, measure, best or low, whose, period, claimant) as `parley code` prints them."""
    doc = document(text)
    return [
        (one["event_type"], q["measure"], q["best"] or q["low"], q["loss_of"], q["period"], one["claimant"])
        for one in json_objects(doc, code_document(doc, lexicon.load()))
        for q in one["quantities"]
    ]


def test_a_number_belongs_to_one_act():
    found = numbers("Azerbaijan shelled Stepanakert, wounding 12 people, and Armenia captured 30 Azerbaijani soldiers.")
    assert sorted((measure, best) for _, measure, best, *_ in found) == [("detained", 30), ("injured", 12)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Azerbaijan said it had killed 2,300 Armenian troops since Sept. 27.", ("deaths", 2300, "ARM", "2020-09-27/..", "AZE")),
        ("Ukraine said Russian shelling had killed 12 people.", ("deaths", 12, None, None, "UKR")),
        ("Ethiopian troops killed at least 40 Eritrean soldiers from Monday to Tuesday.",
         ("deaths", 40, "ERI", "2020-10-05/2020-10-06", "NARRATOR")),
    ],
)  # fmt: skip
def test_whose_since_when_and_who_says_so(sentence, wanted):
    assert wanted in [row[1:] for row in numbers(sentence)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Armenia and Azerbaijan held three rounds of talks in Geneva.", 3),
        ("Russia and Ukraine held two meetings in Minsk.", 2),
        ("The presidents of Russia and Armenia spoke by phone twice on Monday.", 2),
        ("Russia and Turkey held at least four calls.", 4),
        ("Macron and Putin held their fifth phone call.", 1),  # one; the ordinal says the rest
        ("Russia and Turkey held talks on two issues.", 1),
        ("Two ministers of Russia and Turkey held talks.", 1),
    ],
)
def test_how_many_events_the_words_stand_for(sentence, wanted):
    doc = document(sentence)
    found = [row for row in rows(doc, code_document(doc, lexicon.load()))[0] if row["event_type"] == "CONSULT"]
    assert [row["event_count"] for row in found[:1]] == [wanted]


def test_strikes_are_a_number_and_not_so_many_events():
    doc = document("Israel carried out 300 air strikes on Syria.")
    assert {row["event_count"] for row in rows(doc, code_document(doc, lexicon.load()))[0]} == {1}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Azerbaijan is shelling Stepanakert.", True),
        ("Russian forces continued to shell Ukrainian towns.", True),
        ("Sudan's army has attacked the RSF since Sunday.", True),
        ("Azerbaijan shelled Stepanakert, killing nine people.", False),
        ("Azerbaijan shelled Stepanakert.", False),
        ("Azerbaijan will continue to shell Stepanakert.", False),  # not yet
    ],
)
def test_what_is_going_on(sentence, wanted):
    doc = document(sentence)
    found = [row for row in rows(doc, code_document(doc, lexicon.load()))[0] if row["event_type"] == "ASSAULT"]
    assert found and any(row["is_ongoing"] for row in found) is wanted
