"""What the parser gets wrong in news prose, and its grammar shows: mended once, before anything is read.

Each mend rests on a word's own neighbours in the tree, never on a word list of places or people.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.coding.document import Document, Token

SUBJECTS = ("nsubj", "nsubjpass")


def mended(doc: Document) -> list[Token]:
    """The tokens of a document with their labels and heads mended; the list has the same length and order."""
    tokens = list(doc.tokens)
    for i, token in enumerate(tokens):
        if _is_verb(doc, i):
            tokens[i] = replace(token, pos="VERB", tag="VBP")
        elif (subject := _second_subject(doc, i)) is not None:
            tokens[i] = replace(token, head=subject)
    return tokens


def _is_verb(doc: Document, i: int) -> bool:
    """ "Ukrainian forces battle rebels": a plural noun before it as its subject and an object behind it make a verb."""
    token = doc.tokens[i]
    if token.tag != "NN" or token.dep != "ROOT" or doc.kids(i, "cop", "det", "aux", "poss"):
        return False
    return any(k < i for k in doc.kids(i, *SUBJECTS)) and any(k > i for k in doc.kids(i, "dobj"))


def _second_subject(doc: Document, i: int) -> int | None:
    """ "The government of Ukraine and rebels agree": the parser joins the rebels to Ukraine, a plural verb to the
    government. The subject they belong to, else None."""
    token, name = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.dep != "conj" or name.dep != "pobj" or name.pos != "PROPN" or token.pos not in ("NOUN", "PROPN"):
        return None
    preposition = doc.tokens[name.head]
    subject = doc.tokens[preposition.head]
    if preposition.lemma != "of" or subject.dep not in SUBJECTS or subject.tag not in ("NN", "NNP"):
        return None
    verb = doc.tokens[subject.head]
    plural = verb.tag == "VBP" or any(doc.tokens[k].tag == "VBP" for k in doc.kids(verb.i, "aux", "auxpass"))
    return subject.i if plural else None
