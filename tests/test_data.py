"""The committed knowledge and articles: keys, references, vocabularies, overlaps, licences, neutral words."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
import yaml

from analysis import case, lexicon, tables
from analysis.paths import CASES, DATA, LEXICON, REFERENCE, catalogue, default_workspace

WORKSPACE = default_workspace()
KEPT_BY_HAND = [name for name, row in catalogue().items() if row["place"] in ("lexicon", "reference")]
FREE = re.compile(r"^(?:CC0|CC-BY|CC BY|Public domain)", re.IGNORECASE)
ARTICLES = sorted(CASES.glob("*/articles/*.md"))


@pytest.fixture(scope="module")
def kept():
    return {name: tables.read(name, WORKSPACE) for name in KEPT_BY_HAND}


@pytest.mark.parametrize("name", KEPT_BY_HAND)
def test_table_is_as_described(name, kept):
    assert len(kept[name])


def test_references_hold(kept):
    tables.check_references(kept)


def test_files_are_sorted_with_plain_line_ends(kept):
    for name, frame in kept.items():
        raw = WORKSPACE.path(name).read_bytes()
        assert b"\r" not in raw and raw.endswith(b"\n"), name
        on_disk = tables.read_csv(WORKSPACE.path(name))[tables.key(name)]
        assert on_disk.values.tolist() == frame[tables.key(name)].fillna("").values.tolist(), (
            f"{name} is not sorted by its key"
        )


def test_no_stray_space(kept):
    for name, frame in kept.items():
        for column in frame.select_dtypes("str"):
            bad = frame[frame[column].str.strip().ne(frame[column]) & frame[column].notna()]
            assert bad.empty, f"{name}.{column}: {bad[column].head(3).tolist()}"


def test_one_name_has_one_owner_on_a_day(kept):
    owners = defaultdict(list)
    for row in kept["aliases"].fillna("").itertuples():
        owners[row.alias].append((row.actor_id, row.valid_from or "0000", row.valid_to or "9999"))
    for alias, rows in owners.items():
        for k, (actor, start, end) in enumerate(rows):
            for other, other_start, other_end in rows[k + 1 :]:
                assert actor == other or end < other_start or other_end < start, (
                    f"{alias}: {actor} and {other} on the same day"
                )


def test_every_actor_has_a_name(kept):
    nameless = set(kept["actors"]["actor_id"]) - set(kept["aliases"]["actor_id"])
    assert not nameless, sorted(nameless)[:5]


def test_every_row_says_where_it_can_be_checked(kept):
    for name in ("actors", "aliases", "memberships", "places", "place_aliases", "ontology"):
        assert kept[name]["provenance"].notna().all(), name


def test_predicates_match_their_own_words(kept):
    for row in kept["predicates"].fillna("").itertuples():
        for pair in f"{row.needs} {row.blocks}".split():
            slot, _, word = pair.partition("=")
            assert slot and word, f"{row.predicate_id}: {pair!r} is no slot=word pair"
            for option in word.split("|"):
                assert (
                    not option.startswith("@")
                    or option in ("@place", "@person", "@named", "@nation")  # the parser knows these
                    or (kept["nouns"]["noun_class"] == option[1:]).any()
                ), f"{row.predicate_id}: no noun class {option}"


def test_no_predicate_hides_another(kept):
    rows = kept["predicates"].fillna("")
    twins = rows[rows.duplicated(["pattern", "pos", "needs", "blocks"], keep=False)]
    assert twins.empty, f"only one of these can ever match: {sorted(twins['predicate_id'])}"


def test_known_dyads_are_in_order_and_no_actor_fights_itself(kept):
    assert (kept["dyads"]["actor_a"] < kept["dyads"]["actor_b"]).all()


def test_scales_have_their_known_values():
    lex = lexicon.load()
    assert lex.plover["ACCUSE", ""] == -3 and lex.plover["CONSULT", "phone"] == 1.5
    assert lex.goldstein["190"] == -10 and "019" not in lex.goldstein


def test_office_holders_change_with_the_day():
    lex = lexicon.load()
    words = lexicon.words_of("Armenian foreign minister")
    holders = {day: lex.find_name(words, "Armenian foreign minister", day) for day in ("2020-10-01", "2020-12-01")}
    assert holders["2020-10-01"].actor_id == "ARM:MNATSAKANYAN"
    assert holders["2020-12-01"].actor_id == "ARM:AYVAZIAN"


def test_cases_load():
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        assert case.load(folder).case_id == folder.name


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_article_may_be_shared_and_says_what_it_is(file):
    _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    front = yaml.safe_load(head)
    assert FREE.match(front["licence"])
    assert front["kind"] == "reconstruction" and front["publisher"].startswith("Parley ")
    assert front["sources"] and all(address.startswith("http") for address in front["sources"])
    assert file.stem.startswith(str(front["published"]))
    assert 200 <= len(body.split()) <= 450


def test_neutral_articles_use_neutral_words():
    """In a neutral article "terrorist" and the like stand only in what somebody says."""
    for file in ARTICLES:
        text = file.read_text(encoding="utf-8")
        if "official_line: null" not in text:
            continue
        for sentence in re.split(r"(?<=[.!?”\"])\s+", text.split("---\n", 2)[2]):
            if re.search(r"terroris|separatis|occupier|aggressor", sentence, re.IGNORECASE):
                assert re.search(
                    r"said|accus|call|describ|term|according|told|claim|label|warn|charg|refer|insist|allege|demand|view|stat|condemn|den|reject|repeat|vow|brand|speak|spoke",
                    sentence,
                    re.IGNORECASE,
                ), f"{file.name}: {sentence}"


def test_sources_of_the_scales_are_named():
    text = (REFERENCE / "README.md").read_text(encoding="utf-8")
    for source in ("CAMEO 1.1b3", "phoenix_pipeline", "PLOVER manual"):
        assert source in text
    assert LEXICON.is_dir() and DATA.is_dir()
