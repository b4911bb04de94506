"""Places: what the registry does not know is looked up in the gazetteer, near the conflict first; a name of somebody is none."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from analysis import gazetteer, lexicon, params
from analysis.coding.coder import code_document
from analysis.coding.command import parsed
from analysis.coding.locations import located
from analysis.coding.places import origin

GAZ = gazetteer.load()


def where(text: str, parties: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """(event type, country or place_id of the place, its words) of every coding of a text."""
    doc = parsed("article", text, "2020-10-07", "Parley Wire", params.load().parse.model)
    made = []
    for coding in code_document(doc, lexicon.load(), parties):
        found = GAZ.by_id(coding.place_id)
        made.append((coding.event_type, found.country_id if found else coding.place_id, coding.place_text))
    return made


def place(text: str, event_type: str, parties: tuple[str, ...] = ()) -> tuple[str, str]:
    found = [row[1:] for row in where(text, parties) if row[0] == event_type]
    assert found, text
    return found[0]


def test_the_file_is_in_the_order_of_its_countries():
    """The look-up by bisection rests on it; a release of the package that breaks it fails here and not in silence."""
    text = gazetteer._mapped(gazetteer.LEAST)
    rows = json.loads(text[:])
    codes = [row["countrycode"] for row in rows.values()]
    assert all(a <= b for a, b in pairwise(codes)) and len(set(codes)) > 240
    for code in ("AD", "AM", "AZ", "SX", "TF", "US", "ZW"):  # first, last, of one record, of many
        assert text[slice(*gazetteer._part(code))].count(gazetteer.RECORD) == codes.count(code), code
    assert not [row for row in rows.values() if "}" in row["name"] or any("}" in name for name in row["alternatenames"])]


@pytest.mark.parametrize(
    ("name", "region", "near", "country"),
    [
        ("Kirkuk", ("IRQ",), (), "IRQ"),
        ("Martuni", ("ARM", "AZE"), (), "ARM"),  # both have one: the order of the region decides
        ("Martuni", ("AZE", "ARM"), (), "AZE"),
        ("Lyman", ("POL",), ("UKR",), "UKR"),  # a neighbour before the rest of the world
        ("Atlanta", ("GEO",), ("ARM",), "USA"),
        ("Kharkov", ("UKR",), (), "UKR"),  # a by-name
        ("Newport", (), (), "GBR"),  # of many the largest
    ],
)
def test_namesakes_are_told_apart_by_region_then_population(name, region, near, country):
    assert GAZ.find(name, region, near).country_id == country


@pytest.mark.parametrize(
    ("name", "region", "elsewhere"),
    [
        ("Kibua", ("COD",), True),  # not in the gazetteer
        ("Ishcherskaya", ("UKR",), True),  # a village of 5,000 of a state nobody spoke of
        ("Atlanta", ("GEO",), False),
        ("kirkuk", ("IRQ",), True),  # no proper name
        ("Pando", ("BOL",), True),  # a town of 24,000 in Uruguay
        ("LON", (), True),  # a code of an airport
        ("Europe", (), True),  # of time zones only
        ("", (), True),
    ],
)
def test_what_is_not_found(name, region, elsewhere):
    assert GAZ.find(name, region, (), elsewhere) is None


def test_ids_lead_back_to_their_place():
    found = GAZ.find("Kirkuk", ("IRQ",))
    assert GAZ.by_id(found.place_id) == found and gazetteer.is_id(found.place_id)
    for wrong in ("GN", "GN0", "GNX", "SHUSHA", ""):
        assert GAZ.by_id(wrong) is None
    assert GAZ.neighbours("ARM") == ("AZE", "GEO", "IRN", "TUR") and GAZ.neighbours("NKR") == ()


@pytest.mark.parametrize(
    ("sentence", "event_type", "wanted"),
    [
        # of the registry
        ("Armenia and Azerbaijan held talks in Geneva.", "CONSULT", ("GENEVA", "Geneva")),
        ("Turkey and Russia held talks in South Africa.", "CONSULT", ("C_ZAF", "South Africa")),
        ("Sudan's army attacked the RSF in El Fasher.", "ASSAULT", ("EL_FASHER", "El Fasher")),
        ("M23 rebels captured the city of Goma in North Kivu.", "COERCE", ("GOMA", "Goma")),
        # of the gazetteer, however the name hangs on the act
        ("Ukrainian forces captured Lyman on Friday.", "COERCE", ("UKR", "Lyman")),
        ("Russian forces shelled the town of Lyman in Ukraine.", "ASSAULT", ("UKR", "Lyman")),
        ("Russian troops attacked Ukrainian positions near Lyman.", "ASSAULT", ("UKR", "Lyman")),
        ("Syrian rebels attacked a checkpoint near Kafr Zita.", "ASSAULT", ("SYR", "Kafr Zita")),
        ("Russia and Ukraine exchanged prisoners in Chernihiv.", "RETREAT", ("UKR", "Chernihiv")),
        ("Congolese troops attacked M23 rebels in Lubero.", "ASSAULT", ("COD", "Lubero")),
        # the state the text names beside it decides
        ("Russian soldiers killed a man in Paris, Texas.", "ASSAULT", ("USA", "Paris")),
        ("Police arrested an Iranian diplomat in Atlanta, Georgia.", "COERCE", ("USA", "Atlanta")),
        # what nobody knows is kept as words
        ("Thailand and Cambodia held talks in Zubrowka.", "CONSULT", ("", "Zubrowka")),
        ("Dutch officials held talks with Turkey in Texas.", "CONSULT", ("", "Texas")),  # no village of that name
        ("French police stormed a migrant camp in Calais Sunday.", "ASSAULT", ("FRA", "Calais")),
        ("Iraqi forces attacked Islamic State in the Old City of Mosul.", "ASSAULT", ("MOSUL", "Mosul")),
        # names that are somebody's, or of something else
        ("Russian and Georgian officials met in Georgia.", "CONSULT", ("C_GEO", "Georgia")),
        ("Israel and Syria held talks in Jordan.", "CONSULT", ("C_JOR", "Jordan")),
        ("Israeli troops clashed with Palestinians in the Jordan Valley.", "ASSAULT", ("JORDAN_VALLEY", "Jordan Valley")),
        ("Russian and American officials met in Washington.", "CONSULT", ("WASHINGTON", "Washington")),
        ("Russia condemned Turkey in the Washington Post.", "ACCUSE", ("", "")),
        ("Russia condemned a message from Washington.", "ACCUSE", ("", "")),
        ("Iran accused Israel of killing a scientist in the US state of Georgia.", "ASSAULT", ("C_USA", "US")),
        ("Chinese officials met Russian officials in Georgia after visits to Texas and Ohio.", "CONSULT", ("", "Georgia")),
    ],
)  # fmt: skip
def test_where_an_act_happens(sentence, event_type, wanted):
    assert place(sentence, event_type) == wanted


def test_a_person_is_no_place():
    text = "Aleksandr Martuni, a minister of Armenia, resigned.\n\nThe next day Azerbaijan attacked Armenia in Martuni."
    assert place(text, "ASSAULT")[0] != "ARM"


def test_the_parties_of_the_case_decide_between_namesakes():
    text = "Armenia and Azerbaijan exchanged prisoners in Martuni."
    assert GAZ.find("Martuni", ("ARM", "AZE")).country_id == "ARM"
    registered = lexicon.load().place_names.get(("martuni",))
    assert place(text, "RETREAT", ("ARM", "AZE"))[0] == (registered or "ARM")


def test_origin_and_rows_of_locations():
    assert [origin(*row) for row in (("SHUSHA", "Shushi"), ("GN94787", "Kirkuk"), ("", "Kibua"), ("", ""))] == [
        "registry", "gazetteer", "text", "",
    ]  # fmt: skip
    from analysis.measures.records import records

    registry = list(records(lexicon.read_tables()["places"]))
    rows = located([{"place_id": key} for key in ("GN94787", "SHUSHA", "C_IRN", None, "SHUSHA")], registry, ["IRQ"])
    assert [(r["place_id"], r["place_precision"], r["place_origin"], r["country_id"]) for r in rows] == [
        ("C_IRN", "country", "registry", "IRN"), ("GN94787", "point", "gazetteer", "IRQ"), ("SHUSHA", "point", "registry", "AZE"),
    ]  # fmt: skip
    assert rows[1]["population"] > 500_000 and "GeoNames" in rows[1]["provenance"]
    assert located([{"place_id": "GN94787"}], [], [])[0]["country_id"] is None
    with pytest.raises(KeyError, match="GN1"):
        located([{"place_id": "GN1"}], [], [])


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces captured the town of Lyman on Friday, Moscow said. Ukraine denied having lost the town.",
        "Russian forces captured the town of Lyman on Friday. There is Kharkiv. Russia had announced its capture, Ukraine said.",
        "Russian forces captured the town of Lyman from Ukraine. The town is out of our control, Ukraine said.",
    ],
)
def test_the_town_is_the_one_whose_taking_was_told_last(text):
    found = [(country, words) for kind, country, words in where(text) if kind == "COERCE"]
    assert len(found) > 1 and {country for country, _ in found} == {"UKR"}, found


def test_land_beside_a_town_is_not_the_town():
    war = "Russia and Ukraine are at war. Russian forces "
    assert place(war + "captured high ground around Lyman.", "COERCE") == ("", "Lyman")
    assert place(war + "captured the town of Lyman.", "COERCE") == ("UKR", "Lyman")
    assert place("Russian troops attacked Ukrainian positions around Lyman.", "ASSAULT") == ("UKR", "Lyman")
