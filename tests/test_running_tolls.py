"""Running counts of dead and hurt: what is counted so far, by whom, and whose; not one incident, nor by how much a count grew."""

from __future__ import annotations

import pytest

from analysis import lexicon, params, tables
from analysis.coding.command import parsed
from analysis.coding.running_tolls import running_tolls
from analysis.paths import default_workspace

SIDES, PARTIES = {"NKR": "ARM"}, ("ARM", "AZE", "KEN", "UGA")


def told(text: str, carried=()) -> list[tuple]:
    """(measure, group, number, whose, who counts) of each running count."""
    doc = parsed("article", text, "2020-10-07", "Parley Wire", params.load().parse.model)
    rows = running_tolls(doc, lexicon.load(), SIDES, PARTIES, carried)
    for row in rows:
        sentence = next(s for s in doc.sentences if s.sentence_id == row["sentence_id"])
        assert sentence.text[row["char_start"] - sentence.start : row["char_end"] - sentence.start] == row["text"]
    return [(r["measure"], r["group"], r["best"] or r["low"] or r["high"], r["loss_of"], r["claimant"]) for r in rows]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Kenya says 31 of its civilians have been killed.", [("deaths", "civilian", 31, "KEN", "KEN")]),
        ("At least 92 Kenyan civilians have been killed, according to Uganda.", [("deaths", "civilian", 92, "KEN", "UGA")]),
        ("Kenya counts 63 civilians killed and declines to say how many troops it has lost.", [("deaths", "civilian", 63, "KEN", "KEN")]),
        ("The Kenyan army reported the deaths of another 54 soldiers, bringing the total to 158.", [("deaths", "military", 158, "KEN", "KEN")]),
        ("Kenya raised its count of military dead by 44 to 1,221.", [("deaths", "military", 1221, "KEN", "KEN")]),
        ("Kenyan officials have counted 1,177 military and 50 civilian deaths.", [("deaths", "military", 1177, "KEN", "KEN"), ("deaths", "civilian", 50, "KEN", "KEN")]),
        ("About 90 civilians have been killed on the other side, according to Uganda.", [("deaths", "civilian", 90, "UGA", "UGA")]),
        ("Vladimir Putin said close to 5,000 people had been killed in the war of Kenya and Uganda.", [("deaths", "unspecified", 5000, None, "RUS")]),
        # no running counts
        ("Uganda shelled the town, killing three people, Kenya said.", []),
        ("Three people were killed in their house, Kenya said.", []),
        ("Kenya said 27 more of its troops had died.", []),
        ("More than 2,000 had died on each side, Kenya said.", []),  # whose it is cannot be told apart
        ("The number of injured climbed past 50, Kenya said.", []),
        ("Kenya has 500 soldiers in the town.", []),
        ("Dead fish have been counted.", []),
    ],
)  # fmt: skip
def test_what_is_counted_so_far(sentence, wanted):
    assert told(sentence) == wanted


def test_a_number_that_an_act_carries_is_none():
    sentence = "Kenya says 31 of its civilians have been killed."
    assert told(sentence, carried={sentence.index("31")}) == []


def test_the_counts_of_the_default_case():
    """By the Karabakh authorities 1,221 of their soldiers on 9 November 2020, by Azerbaijan 92 of its civilians on 6 November
    (the articles of these days name their sources); counts of soldiers never fall."""
    table = tables.read("running_tolls", default_workspace(params.load().case))
    table = table.astype(object).where(table.notna(), "")
    of = lambda loss, group: [(row.published, row.best or row.low) for row in table.itertuples() if (row.loss_of, row.group, row.measure) == (loss, group, "deaths")]  # noqa: E731
    assert of("NKR", "military")[-1] == ("2020-11-09", 1221) and of("AZE", "civilian")[-1] == ("2020-11-06", 92)
    assert not of("AZE", "military"), "Azerbaijan published no count of its soldiers during the war"
    counted = [number for _, number in of("NKR", "military") if number != 1000]  # "more than 1,000" beside the exact count
    assert counted == sorted(counted)
