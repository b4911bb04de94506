"""The case's own ideas of who plays which role, set beside the roles found; they never help to find one."""

from __future__ import annotations

from collections.abc import Iterable


def with_hypotheses(found: list[dict], expected: Iterable) -> tuple[list[dict], list[str]]:
    """The rows with what the case's role table expects of the actor then, and the hypotheses no event bears out."""
    expected = list(expected)
    known = {(row["actor_id"], row["conflict_role"], row["side"]) for row in found}
    for row in found:
        now = [e for e in expected if e.actor_id == row["actor_id"] and _overlap(e, row)]
        row["hypothesis"] = ";".join(sorted({_named(e.conflict_role, e.side) for e in now}))
    missing = [
        e
        for e in expected
        if (e.actor_id, e.conflict_role, e.side) not in known and (e.actor_id, e.conflict_role, "") not in known
    ]
    return found, sorted({f"{e.actor_id} {_named(e.conflict_role, e.side)}" for e in missing})


def _overlap(expected, row: dict) -> bool:
    return not (
        (expected.valid_to and row["since"] > expected.valid_to)
        or (expected.valid_from and row["until"] and row["until"] < expected.valid_from)
    )


def _named(role: str, side: str) -> str:
    return f"{role} of {side}" if side else role
