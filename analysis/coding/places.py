"""Where: places of the registry in the predicate's own phrase, else the place a preposition of place names."""

from __future__ import annotations

from analysis.coding.actors import Actors
from analysis.coding.document import Document
from analysis.coding.match import Match

LOCATING = ("in", "at", "near", "on", "around", "outside", "inside", "into", "from", "along", "over")

PART_OF = ("of", "in")


def place_of(doc: Document, actors: Actors, match: Match) -> tuple[str, str]:
    """(place_id, words) of the match; ("", words) for a place no registry knows, ("", "") for none."""
    anchors = list(dict.fromkeys([match.head, match.verb, *match.tokens]))
    for i in anchors:
        for prep in doc.kids(i, "prep"):
            if doc.tokens[prep].lemma not in LOCATING:
                continue
            for k in doc.objects_of(prep):
                found = _place(doc, actors, k)
                if found:
                    return found
    for i in anchors:
        for k in doc.kids(i, "dobj", "nsubjpass", "compound"):
            name = actors.names.at.get(k)
            if name and name.kind == "place":
                return name.actor_id, doc.tokens[k].text
    return "", ""


def _place(doc: Document, actors: Actors, k: int) -> tuple[str, str] | None:
    for i in [k, *doc.kids(k, "compound", "appos")]:
        name = actors.names.at.get(i)
        if name and (name.kind == "place" or name.kind == "capital_metonym"):
            words = " ".join(token.text for token in doc.tokens[name.first : name.end])
            known = (
                name.actor_id
                if name.kind == "place"
                else actors.lexicon.place_names.get((doc.tokens[i].text.lower(),), "")
            )
            return known, words
        if doc.tokens[i].entity in ("GPE", "LOC", "FAC") and doc.tokens[i].pos == "PROPN":
            known = actors.lexicon.place_names.get((doc.tokens[i].text.lower(),), "")
            return known, actors.names.spelled(i) or doc.tokens[i].text
    for prep in doc.kids(k, "prep"):  # "at a residential quarter of Ganja"
        if doc.tokens[prep].lemma in PART_OF and doc.tokens[k].pos == "NOUN":
            for inner in doc.objects_of(prep):
                if found := _place(doc, actors, inner):
                    return found
    return None
