"""scores: how far the codings agree with sentences coded by hand.

Reads   codings, sentences, articles, events, and the case's gold.tsv and gold_sheet.tsv (where there are any)
Writes  scores (one row per field), misses (one row per gold row or coding without partner), reliability (one row per
        step of confidence, as shipped and held out: how many such codings gold confirms), calibration (how well each kind
        of confidence foretells it), metrics (headlines as JSON)
Fields  event = type and actors; quad = quad class and actors; actors; type: precision, recall, F1. status, claimant,
        date: accuracy among the matched events; each with a 95 % interval from drawing documents again. Without gold
        the tables are empty and the metrics are counts.
"""

from __future__ import annotations

import json
from collections import defaultdict

import pandas as pd

from analysis import calibration, tables
from analysis.measures import agreement
from analysis.measures.alignment import align
from analysis.measures.chance.documents import SHARES, score_intervals
from analysis.measures.intervals import wilson
from analysis.measures.records import frame, records

READS = ("codings", "sentences", "articles", "events")
WRITES = ("scores", "misses", "reliability", "calibration", "metrics")
PARAMS = "scores"
STEPS = 5  # of the reliability table
ACCURACIES = ("status", "claimant", "date")
BLANK = tuple(f"{share}{end}" for share in SHARES for end in ("", "_low", "_high"))


def build(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    events: pd.DataFrame,
    *,
    gold: tuple | None,
    params,
) -> dict[str, pd.DataFrame | str]:
    """Scores the codings of the sentences which the gold sheet holds."""
    counts = {
        "n_articles": len(articles),
        "n_sentences": len(sentences),
        "n_codings": len(codings),
        "n_events": len(events),
    }
    rows, misses, steps, trust = (
        _compare(*(records(table) for table in (*gold, codings, sentences)), params.gold_set)
        if gold
        else ([], [], [], [])
    )
    return {
        "scores": frame("scores", rows),
        "misses": frame("misses", misses),
        "reliability": frame("reliability", steps),
        "calibration": frame("calibration", trust),
        "metrics": json.dumps(counts | _headlines(rows), indent=1, sort_keys=True) + "\n",
    }


def _compare(
    gold: list, sheet: list, codings: list, sentences: list, gold_set: str
) -> tuple[list[dict], list[dict], list[dict], list[dict]]:
    place = align(sheet, sentences)
    pairs = _by_sentence(gold, codings, place)
    ours: dict[tuple, str] = {}
    for sentence_id, (document, number) in sorted(place.items()):
        ours.setdefault((document, int(number)), sentence_id)
    documents = [document for document, _ in pairs]
    rows, misses, steps, trust = [], [], [], []
    for field, agree in agreement.FIELDS.items():
        done = [(golds, founds, agreement.matched(golds, founds, agree)) for golds, founds in pairs.values()]
        rows.append(_score(gold_set, field, documents, done))
        if field == "event":
            rows += _accuracies(gold_set, documents, done)
            where = [ours.get(key, f"{key[0]}#{key[1]:03d}") for key in pairs]
            steps, trust = _confidence(gold_set, documents, done)
            misses = [miss for sentence_id, one in zip(where, done, strict=True) for miss in _misses(sentence_id, *one)]
    return rows, [{"gold_set": gold_set, "miss_no": number, **miss} for number, miss in enumerate(misses, 1)], steps, trust


def _confidence(gold_set: str, documents: list[str], done: list) -> tuple[list[dict], list[dict]]:
    """Rows of `reliability` and of `calibration`: the confidence the coder ships with, and shares counted anew, held out."""
    seen = []  # (document, signs, confidence, is it right)
    for document, (_, founds, pairs) in zip(documents, done, strict=True):
        right = {j for _, j in pairs}
        seen += [(document, tuple(f.row.signs.split()), float(f.row.confidence), j in right) for j, f in enumerate(founds)]
    if not seen:
        return [], []
    hits = [right for *_, right in seen]
    anew = calibration.fitted([(signs, right) for _, signs, _, right in seen])
    judged = {
        "shipped": [sure for _, _, sure, _ in seen],
        "held_out": calibration.held_out([(document, signs, right) for document, signs, _, right in seen]),
        "refitted": [calibration.expected(signs, anew) for _, signs, _, _ in seen],
        "one_share": [sum(hits) / len(hits)] * len(hits),
    }
    steps = [row for basis in tables.vocabulary("reliability", "basis") for row in _steps(gold_set, basis, judged[basis], hits)]
    trust = [
        {
            "gold_set": gold_set, "expectation": name, "n_codings": len(hits),
            "brier": calibration.brier(hoped, hits), "log_loss": calibration.log_loss(hoped, hits),
        }
        for name, hoped in judged.items()
    ]  # fmt: skip
    return steps, trust


def _steps(gold_set: str, basis: str, hoped: list[float], right: list[bool]) -> list[dict]:
    """Steps of confidence of equal width: the share of codings in each that gold confirms, with its Wilson interval."""
    counts: dict[int, list[bool]] = defaultdict(list)
    for value, is_right in zip(hoped, right, strict=True):
        counts[min(int(value * STEPS + 1e-9), STEPS - 1)].append(is_right)
    made = []
    for step, hits in sorted(counts.items()):
        low, high = wilson(sum(hits), len(hits))
        made.append({
            "gold_set": gold_set, "basis": basis, "confidence_from": step / STEPS, "confidence_to": (step + 1) / STEPS, "n_codings": len(hits),
            "n_right": sum(hits), "precision": sum(hits) / len(hits), "precision_low": low, "precision_high": high,
        })  # fmt: skip
    return made


def _by_sentence(gold: list, codings: list, place: dict[str, tuple[str, str]]) -> dict[tuple, tuple[list, list]]:
    """(document, sentence of the sheet) -> gold rows and codings of it, mirrored rows folded; in reading order."""
    grouped: dict[tuple, tuple[list, list]] = defaultdict(lambda: ([], []))
    for row in gold:
        grouped[row.doc_id, int(row.sent_no)][0].append(agreement.gold(row))
    for row in codings:
        if row.sentence_id in place:
            document, number = place[row.sentence_id]
            grouped[document, int(number)][1].append(agreement.found(row))
    fold = {
        key: (
            agreement.folded(golds, lambda g: (g.types, g.statuses)),
            agreement.folded(founds, lambda f: (f.event_type, f.status)),
        )
        for key, (golds, founds) in grouped.items()
    }
    return {key: fold[key] for key in sorted(fold)}


def _score(gold_set: str, field: str, documents: list[str], done: list) -> dict:
    """Precision, recall and F1 of one field with their intervals; a missed guess (certainty 3) counts for nothing."""
    counts = []
    for golds, founds, pairs in done:
        left = _unmatched(len(golds), [i for i, _ in pairs])
        guesses = sum(golds[i].certainty == agreement.GUESS for i in left)
        counts.append((len(pairs), len(founds), len(golds) - guesses))
    n_matched, n_system, n_gold = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    shares = {
        "precision": n_matched / n_system if n_system else "",
        "recall": n_matched / n_gold if n_gold else "",
        "f1": 2 * n_matched / (n_system + n_gold) if n_system + n_gold else "",
        "accuracy": "",
    }
    named = {"gold_set": gold_set, "field": field, "n_documents": len(set(documents)), "n_gold": n_gold, "n_system": n_system, "n_matched": n_matched}
    return named | shares | score_intervals(documents, counts) | {"accuracy_low": "", "accuracy_high": ""}


def _accuracies(gold_set: str, documents: list[str], done: list) -> list[dict]:
    """The share of matched events whose status, claimant, date are right, with their intervals."""
    checked = [[agreement.checks(golds[i], founds[j]) for i, j in pairs] for golds, founds, pairs in done]
    rows = []
    for field in ACCURACIES:
        counts = []
        for checks in checked:
            right = [found.get(field) for found in checks]
            tried = sum(value is not None for value in right)
            counts.append((sum(value is True for value in right), tried, tried))
        n_right, n_tried = sum(count[0] for count in counts), sum(count[1] for count in counts)
        spread = score_intervals(documents, counts)
        rows.append({
            "gold_set": gold_set, "field": field, "n_documents": len(set(documents)), "n_gold": n_tried, "n_system": n_tried, "n_matched": n_right,
            "accuracy": n_right / n_tried if n_tried else "",
            "accuracy_low": spread["precision_low"], "accuracy_high": spread["precision_high"],
        } | dict.fromkeys(BLANK, ""))  # fmt: skip
    return rows


def _unmatched(n: int, taken: list[int]) -> list[int]:
    return [i for i in range(n) if i not in taken]


def _misses(sentence_id: str, golds: list, founds: list, pairs: list) -> list[dict]:
    """What is left over; of several types or statuses that gold allows the first is named."""
    missed = [golds[i] for i in _unmatched(len(golds), [i for i, _ in pairs])]
    extra = [founds[j] for j in _unmatched(len(founds), [j for _, j in pairs])]
    made = [
        {
            "miss_kind": "missed",
            "sentence_id": sentence_id,
            "event_type": g.row.type.split("|")[0],
            "source": g.row.source,
            "target": g.row.target,
            "status": g.row.status.split("|")[0],
            "trigger": g.anchor,
        }
        for g in missed
    ]
    return made + [
        {
            "miss_kind": "extra",
            "sentence_id": f.row.sentence_id,
            "event_type": f.event_type,
            "source": f.row.source,
            "target": f.row.target,
            "status": f.status,
            "trigger": f.trigger,
        }
        for f in extra
    ]


def _headlines(rows: list[dict]) -> dict[str, float]:
    """The scores as flat names: event_f1, event_precision, status_accuracy ..."""
    made = {}
    for row in rows:
        for name in ("precision", "recall", "f1", "accuracy"):
            if row[name] != "":
                made[f"{row['field']}_{name}"] = round(row[name], 3)
    return made
