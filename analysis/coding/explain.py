"""`parley code --explain`: which rows and rules made each event of a sentence, and why other words made none."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.coding.coder import Trace, code_document
from analysis.coding.coding import Coding
from analysis.coding.document import Document
from analysis.coding.participants import Cast
from analysis.lexicon import Lexicon

RULES = {
    "inferred_party": "an actor is not in the sentence: the document's opponent was filled in",
    "refusal": "a refusal beside the declined act",
}


def explain(doc: Document, lexicon: Lexicon) -> Iterator[str]:
    """Lines for a reader: each sentence, its events with their reasons, and the words that were seen and left."""
    trace = Trace()
    codings = code_document(doc, lexicon, trace=trace)
    for sentence in doc.sentences:
        yield f"{sentence.sentence_id}  [{sentence.kind}]  {sentence.text}"
        if sentence.kind != "sentence":
            yield "    not coded: only running text is"
            continue
        for coding in codings:
            if coding.sentence.number == sentence.number:
                yield from _event(doc, coding)
        for match, reason in trace.left.get(sentence.number, ()):
            words = " ".join(doc.tokens[i].text for i in match.tokens)
            yield f"    left   {words!r}: row {match.predicate.predicate_id} of predicates.csv; {reason}"


def _event(doc: Document, coding: Coding) -> Iterator[str]:
    predicate, frame = coding.match.predicate, coding.match.predicate.frame
    words = " ".join(doc.tokens[i].text for i in coding.match.tokens)
    yield f"    {coding.event_type} {coding.status}  {_side(coding.cast.source)} -> {_side(coding.cast.target)}  ({coding.cast.direction}, {coding.confidence})"
    yield f"        words      {words!r}: row {predicate.predicate_id} of predicates.csv"
    yield f"        frame      {frame.frame_id}: source from {', '.join(frame.source_slots) or 'none'}; target from {', '.join(frame.target_slots) or 'none'}"
    yield from _people(doc, coding.cast)
    yield f"        says so    {';'.join(coding.claimant)}"
    if coding.event_date:
        yield f"        date       {coding.event_date} ({coding.date_precision})"
    for rule in coding.rules:
        name, _, what = rule.partition(":")
        if name == "governor":
            yield f"        status     decided by row {what} of predicates.csv"
        elif name in RULES:
            yield f"        rule       {RULES[name]}"


def _people(doc: Document, cast: Cast) -> Iterator[str]:
    told = [("source", ref) for ref in cast.source] + [("target", ref) for ref in cast.target] + list(cast.others)
    for role, ref in told:
        words = " ".join(token.text for token in doc.tokens[ref.first : ref.end])
        how = {
            "name": "a name of aliases.csv, or made from its own words", "described": "described by its state or owner",
            "reference": "a reference to somebody named before", "inferred": "not stated: taken from the context",
            "unresolved": "words no table knows",
        }.get(ref.resolution, ref.resolution)  # fmt: skip
        yield f"        {role:<10} {ref.actor_id or '?'} from {words!r}: {how}"


def _side(refs: tuple) -> str:
    return ";".join(dict.fromkeys(ref.state for ref in refs)) or "?"
