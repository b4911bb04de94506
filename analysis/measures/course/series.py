"""Conflict and cooperation of every dyad, day by day.

Of the realised events of the layers communication and relation, and of the agreements the two conclude with each other
(cease-fire, settlement), which count as cooperative: their number n, the sum of scores S (each event as
often as it counts), the mean S / n, net cooperation (C - K) / (C + K + 1) with C cooperative and K hostile events, and
the decayed sum in which an event loses half of its weight in `half_life` days. The mean never goes without the count:
a sum confounds how often with how hard. Sources: Goldstein 1992; Schrodt & Gerner 2001.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.dyads import MUTUAL
from analysis.measures.layers import COMMUNICATION, PROCESS, RELATION

DAYS = ("n", "cooperative", "hostile", "score_sum", "score_mean", "net_cooperation", "score_decayed")
CONCLUDING = ("ceasefire", "settle", "sign")
COLUMNS = ("actor_a", "actor_b", "day", *DAYS)


def series(interactions: pd.DataFrame, half_life: float) -> pd.DataFrame:
    """One row per dyad (in the order of the alphabet) and day with at least one event: the columns of DAYS, by key."""
    agreed = concluded(interactions)
    shown = interactions["layer"].isin([COMMUNICATION, RELATION]) | agreed
    rows = interactions[(interactions["status"] == "realised") & shown]
    rows = rows.assign(sign=rows["sign"].where(~agreed[rows.index], 1))
    rows = rows[rows["event_date"].fillna("").str.len() == 10]
    if rows.empty:
        return pd.DataFrame({name: [] for name in COLUMNS})
    first, second = rows["source_id"].astype(str), rows["target_id"].astype(str)
    swapped = (first > second).to_numpy()
    weight = rows["weight"].to_numpy(float)
    score = rows["plover_score"].to_numpy(float, na_value=np.nan)
    sign = rows["sign"].to_numpy(float)
    made = pd.DataFrame(
        {
            "actor_a": np.where(swapped, second, first),
            "actor_b": np.where(swapped, first, second),
            "day": rows["event_date"].to_numpy(object),
            "n": weight,
            "scored": np.where(np.isnan(score), 0, weight),
            "score_sum": np.nan_to_num(score) * weight,
            "cooperative": (sign > 0) * weight,
            "hostile": (sign < 0) * weight,
        }
    )
    made = made.groupby(["actor_a", "actor_b", "day"], as_index=False, sort=True).sum()
    made["score_mean"] = made["score_sum"] / made["scored"].where(made["scored"] > 0)
    made["net_cooperation"] = (made["cooperative"] - made["hostile"]) / (made["cooperative"] + made["hostile"] + 1)
    made["score_decayed"] = _decayed(made, half_life)
    return made[list(COLUMNS)]


def concluded(interactions: pd.DataFrame) -> pd.Series:
    """Which interactions are an agreement that the pair itself made: a truce, a settlement, a signature.

    They have no sign in the network (rule M2, which is about calls and offers), but a pair's days are told wrongly
    without the day it made peace.
    """
    own = (interactions["layer"] == PROCESS) & (interactions["dyad_role"] == MUTUAL)
    kind = interactions["event_type"].isin(["AGREE", "RETREAT"]) & interactions["mode"].isin(CONCLUDING)
    return (own & kind).fillna(False).astype(bool)


def _decayed(made: pd.DataFrame, half_life: float) -> np.ndarray:
    """Running sums within each dyad: what was there the day before, faded, and what the day brings."""
    days = pd.to_datetime(made["day"]).to_numpy("datetime64[D]").astype(int)
    dyads = (made["actor_a"] + "|" + made["actor_b"]).to_numpy()
    sums, found, last = made["score_sum"].to_numpy(float), np.zeros(len(made)), 0.0
    for k in range(len(made)):
        same = k > 0 and dyads[k] == dyads[k - 1]
        last = sums[k] + (last * 2.0 ** (-(days[k] - days[k - 1]) / half_life) if same else 0.0)
        found[k] = last
    return found
