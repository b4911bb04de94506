"""What comes of mediation over all its chains: acceptance, lags, agreements out of talks, forums side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from analysis.measures.intervals import order, wilson
from analysis.measures.mediation.ceasefires import Spell, survival
from analysis.measures.mediation.chains import AGREED, ANSWERS, ASKING, TALKS, Chain
from analysis.measures.positions import measure
from analysis.measures.tellings import ordinal

LEAST_STEPS = 2  # a single appeal is no forum
SHOWN_DAYS = (1, 3, 7)


def accepted_by(chain: Chain) -> tuple[str, ...]:
    """The parties that said yes, came to joint talks, or agreed, sorted."""
    yes = [step for step in chain.steps if step.stage in ("acceptance", "joint_talks", *AGREED)]
    return tuple(sorted({party for step in yes for party in (step.by if step.stage == "acceptance" else step.parties)}))


def refused_by(chain: Chain) -> tuple[str, ...]:
    """Who refused, sorted; who only ignored it did not say no."""
    return tuple(sorted({code for s in chain.steps if s.stage == "refusal" for code in s.by}))


def conditional_by(chain: Chain) -> tuple[str, ...]:
    """Who made its yes depend on something, sorted."""
    return tuple(sorted({code for step in chain.steps if step.stage == "condition" for code in step.by}))


def response_lag(chain: Chain) -> int | None:
    """Days from the first call or offer to the first answer, talks or agreement after it."""
    asked = min((ordinal(step.day) or 0 for step in chain.steps if step.stage in ASKING), default=None)
    if asked is None:
        return None
    later = [
        ordinal(s.day) or 0 for s in chain.steps if s.stage in (*ANSWERS, *TALKS, *AGREED) and s.stage not in ASKING
    ]
    return min((day - asked for day in later if day >= asked), default=None)


def measures(chains: Sequence[Chain], spells: Sequence[Spell], parties: tuple[str, ...], least: int) -> list[dict]:
    """Rows in the shape of the table measures: rates with Wilson intervals, lags in days, shares of days."""
    offered = [chain for chain in chains if any(step.stage == "offer" for step in chain.steps)]
    talked = [chain for chain in chains if any(step.stage in TALKS for step in chain.steps)]
    lags = [lag for chain in chains if (lag := response_lag(chain)) is not None]
    found = [
        _rate("joint_acceptance_rate", sum(set(parties) <= set(accepted_by(c)) for c in offered), len(offered), least),
        _rate("talks_to_agreement", sum(c.agreed is not None for c in talked), len(talked), least),
        _lag(lags, least),
        _parallel(chains, least),
    ]
    for kind in ("alleged", "confirmed"):
        curve = survival([spell.held(kind) for spell in spells])
        for day in SHOWN_DAYS:
            left = [share for when, share in curve or () if when <= day]
            value = "" if curve is None else left[-1] if left else 1.0
            note = f"share of cease-fires without a breach {kind} after {day} days"
            found.append(measure(f"ceasefire_survival_{kind}_{day}", "all", "", "", value, len(spells), note=note))
    return found


def _rate(name: str, yes: int, n: int, least: int) -> dict:
    low, high = wilson(yes, n) if n else ("", "")
    return measure(name, "all", "", "", yes / n if n else "", n, least=least, low=low, high=high)


def _lag(lags: list[int], least: int) -> dict:
    low, high = order(lags) or ("", "")
    value = median(lags) if lags else ""
    return measure("response_lag", "all", "", "", value, len(lags), least=least, low=low, high=high, note="median, days")


def _parallel(chains: Sequence[Chain], least: int) -> dict:
    """The share of days with a forum open on which two or more with different conveners are."""
    open_on: Counter = Counter()
    for chain in chains:
        if len(chain.steps) >= LEAST_STEPS and chain.conveners:
            open_on.update(range(ordinal(chain.steps[0].day) or 0, chain.last + 1))
    value = sum(n > 1 for n in open_on.values()) / len(open_on) if open_on else ""
    return measure(
        "parallel_forum_share", "all", "", "", value, len(open_on), least=least, note="of days with a forum open"
    )
