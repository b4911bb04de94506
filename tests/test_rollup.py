"""The same events at the level of persons, offices, states and composites."""

from __future__ import annotations

import pytest
from worlds import cells, event, networked, related

from analysis.measures.rollup import rollup

CALL = {"layer": "communication", "direction": "mutual", "mode": "phone", "persons": "RUS:LAVROV;ARM:PASHINYAN"}
WORLD = [event("c1", "CONSULT", "ARM", "RUS", **CALL), event("c2", "SUPPORT", "FRA", "ARM")]


@pytest.mark.parametrize(
    ("level", "pairs"),
    [
        ("state", [("ARM", "RUS"), ("FRA", "ARM")]),
        ("person", [("ARM:PASHINYAN", "RUS:LAVROV"), ("FRA", "ARM")]),
        ("office", [("ARM:PRIME_MINISTER", "RUS:FOREIGN_MINISTER"), ("FRA", "ARM")]),
        ("composite", [("ARM", "OSCE_MINSK"), ("OSCE_MINSK", "ARM")]),
    ],
)
def test_levels(level, pairs):
    assert cells(related(WORLD, level=level), "source_id", "target_id") == pairs


def test_offices_and_composites_are_of_their_day():
    """Pashinyan was no prime minister in 2017; the Minsk Group was no more in 2026."""
    old = [event("c1", "CONSULT", "ARM", "RUS", **{**CALL, "event_date": "2017-01-01"})]
    assert cells(related(old, level="office"), "source_id") == [("ARM:PASHINYAN",)]
    new = [event("c2", "SUPPORT", "FRA", "ARM", event_date="2026-01-01")]
    assert cells(related(new, level="composite"), "source_id") == [("FRA",)]


def test_persons_fight_on_the_side_of_their_state():
    fights = [event(f"w{k}", "ASSAULT", "ARM", "AZE", direction="mutual", persons="AZE:ALIYEV") for k in range(4)]
    made = networked(fights, level="person")
    assert "AZE:ALIYEV" in set(made["nodes"]["actor_id"])
    assert {row[:2] for row in cells(made["roles_found"], "actor_id", "conflict_role")} >= {("ARM", "party")}


def test_an_unknown_level_is_named():
    with pytest.raises(ValueError, match="network.level: 'planet' is none of person, office, state, composite"):
        rollup("planet", [], [])
