"""Time expressions: resolved against the day of publication (Wednesday 7 October 2020), weekdays by the tense of the act."""

from __future__ import annotations

from functools import lru_cache

import pytest

from analysis import params
from analysis.calendar import is_edtf
from analysis.coding import dates
from analysis.coding.command import parsed

WEDNESDAY = "2020-10-07"


@lru_cache(maxsize=256)
def told(text: str, status: str = "realised", published: str = WEDNESDAY) -> list[tuple[str, str]]:
    """(EDTF date, precision) of the expressions of one sentence, for an act of that status."""
    doc = parsed("article", text, published, "Parley Wire", params.load().parse.model)
    found = [when for sentence in doc.sentences for when in dates.expressions(doc, sentence)]
    return [(dates.in_tense(when, published, status), when.precision) for when in found]


@pytest.mark.parametrize(
    ("sentence", "status", "wanted"),
    [
        # weekdays: behind for what happened, ahead for what is to come
        ("Azerbaijan shelled Stepanakert on Monday.", "realised", ("2020-10-05", "day")),
        ("Azerbaijan shelled Stepanakert on Wednesday.", "realised", ("2020-10-07", "day")),
        ("Azerbaijan shelled Stepanakert on Thursday.", "alleged", ("2020-10-01", "day")),
        ("Russia and Ukraine will hold talks on Friday.", "planned", ("2020-10-09", "day")),
        ("Russia and Ukraine will hold talks on Wednesday.", "planned", ("2020-10-07", "day")),
        ("Kenya urged Sudan to withdraw by Monday.", "demanded", ("2020-10-12", "day")),
        ("The ministers met last Wednesday.", "realised", ("2020-09-30", "day")),
        ("The ministers met last Friday.", "realised", ("2020-10-02", "day")),
        ("The ministers will meet next Friday.", "planned", ("2020-10-16", "day")),
        ("The ministers will meet next Monday.", "planned", ("2020-10-12", "day")),
        ("The ministers refused to meet next Monday.", "realised", ("2020-10-12", "day")),
        # days named
        ("Fighting erupted on Sept 27.", "realised", ("2020-09-27", "day")),
        ("Fighting erupted on the 27th of September.", "realised", ("2020-09-27", "day")),
        ("The treaty of 3 March 1878 was signed.", "historical", ("1878-03-03", "day")),
        ("Israel struck Gaza on December 27, 2008.", "historical", ("2008-12-27", "day")),
        ("Talks are set for January 5.", "planned", ("2021-01-05", "day")),  # the year nearest to publication
        ("Israel struck Gaza yesterday.", "realised", ("2020-10-06", "day")),
        ("Two weeks ago Ethiopia sent troops.", "realised", ("2020-09-23", "inferred_day")),
        # wider than a day
        ("The leaders met in October 2019.", "historical", ("2019-10", "month")),
        ("The leaders met two months ago.", "realised", ("2020-08", "month")),
        ("The leaders will meet next month.", "planned", ("2020-11", "month")),
        ("Libya's truce collapsed last year.", "realised", ("2019", "year")),
        ("Last week Sudan's army captured two villages.", "realised", ("2020-09-28/2020-10-04", "week")),
        ("The envoy will travel next week.", "planned", ("2020-10-12/2020-10-18", "week")),
        ("The rebels attacked the town over the weekend.", "realised", ("2020-10-03/2020-10-04", "week")),
        ("In the early 1990s the army captured the town.", "historical", ("199X", "decade")),
        # from then to now
        ("Azerbaijan has shelled Stepanakert since Sept 27.", "realised", ("2020-09-27/..", "interval")),
        ("Sudan's army has bombed the city every day since Sunday.", "realised", ("2020-10-04/..", "interval")),
        ("Since last week the army has shelled the town.", "realised", ("2020-09-28/..", "interval")),
        ("Since the 1990s Armenia has held the town.", "realised", ("199X/..", "interval")),
        ("The two armies have clashed over the past three days.", "realised", ("2020-10-04/2020-10-07", "interval")),
        # from then to then
        ("Shelling from Sept. 27 to Oct. 2 killed 20 people.", "realised", ("2020-09-27/2020-10-02", "interval")),
        ("They will meet from Monday to Thursday.", "planned", ("2020-10-12/2020-10-15", "interval")),
        ("They met from Monday to Wednesday.", "realised", ("2020-10-05/2020-10-07", "interval")),
        ("The talks of Oct. 10-12 failed.", "realised", ("2020-10-10/2020-10-12", "interval")),
        ("The war of 1988-94 killed thousands.", "historical", ("1988/1994", "interval")),
        ("Between 1988 and 1994 thousands were killed.", "historical", ("1988/1994", "interval")),
    ],
)  # fmt: skip
def test_expression(sentence, status, wanted):
    found = told(sentence, status)
    assert found == [wanted], sentence
    assert is_edtf(found[0][0])


@pytest.mark.parametrize(
    "sentence",
    [
        "The army lost 2000 men.",  # a number
        "Fighters may attack the camp.",  # a verb
        "It was the worst fighting since 2016.",  # a measure of it, not its day
        "Ukraine and Russia held talks for the first time since May.",
        "The ministers met on the eve of no year.",
        "Two sides march on.",
    ],
)
def test_no_expression(sentence):
    assert told(sentence) == []


def test_two_days_are_no_range():
    assert [iso for iso, _ in told("They met on Oct. 2 and agreed on Oct. 5.")] == ["2020-10-02", "2020-10-05"]


@pytest.mark.parametrize(
    ("iso", "is_old"),
    [("1994", True), ("1994/..", True), ("199X", True), ("1988/1994", True), ("2020-10-01", False),
     ("2020-09-27/..", False), ("2020", False), ("", False)],
)  # fmt: skip
def test_what_lies_before_the_crisis(iso, is_old):
    assert dates.is_historical(iso, WEDNESDAY) is is_old


def test_without_a_day_of_publication_only_whole_dates_count():
    assert told("They met on Monday and on May 3, 2014.", published="") == [("2014-05-03", "day")]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The deal was signed on Monday, a day after Kenya had met Uganda.", "2020-10-04"),
        ("The deal was signed on Monday, two days before Kenya met Uganda.", "2020-10-07"),
        ("The deal was signed a day after Kenya had met Uganda.", "2020-10-06"),  # from the day of publication
        ("The deal was signed on Monday after Kenya had met Uganda.", ""),  # nobody says how long after
    ],
)
def test_a_day_counted_from_another(sentence, wanted):
    doc = parsed("article", sentence, "2020-10-07", "", params.load().parse.model)
    met = next(token.i for token in doc.tokens if token.text == "met")
    assert dates.counted_from(doc, doc.sentences[0], met) == wanted
