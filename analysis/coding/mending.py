"""What the parser gets wrong in news prose, and its grammar shows: mended once, before anything is read.

Each mend rests on a word's own neighbours in the tree, never on a word list of places or people.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.coding.document import Document, Token

# what one does with words, beside saying
UTTERING = ("ask", "demand", "urge", "accuse", "complain", "criticise", "criticize", "blame", "condemn", "deny", "warn",
            "appeal", "announce", "pledge", "vow", "call", "reject", "offer", "express", "voice", "praise", "thank")  # fmt: skip
SUBJECTS = ("nsubj", "nsubjpass")


def mended(doc: Document) -> list[Token]:
    """The tokens of a document with their labels and heads mended; the list has the same length and order."""
    tokens = list(doc.tokens)
    for i, token in enumerate(tokens):
        if _is_verb(doc, i):
            tokens[i] = replace(token, pos="VERB", tag="VBP")
        elif (subject := _second_subject(doc, i)) is not None:
            tokens[i] = replace(token, head=subject)
        elif (said := _said_beside(doc, i)) is not None:
            tokens[i] = replace(token, head=said)
        elif (apposed := _apposed_to(doc, i)) is not None:
            tokens[i] = replace(token, dep=doc.tokens[apposed].dep)
            tokens[apposed] = replace(tokens[apposed], dep="appos", head=i)
    return tokens


def _is_verb(doc: Document, i: int) -> bool:
    """ "Ukrainian forces battle rebels": a plural noun before it as its subject and an object behind it make a verb."""
    token = doc.tokens[i]
    if token.tag != "NN" or token.dep != "ROOT" or doc.kids(i, "cop", "det", "aux", "poss"):
        return False
    return any(k < i for k in doc.kids(i, *SUBJECTS)) and any(k > i for k in doc.kids(i, "dobj"))


def _said_beside(doc: Document, i: int) -> int | None:
    """ "B said fighters were being moved and asked all states to stop it": who said it, asked. The verb the parser hangs
    inside what was said is in the tense of the saying, what was said is not. The verb of saying, else None."""
    token, told = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.dep != "conj" or token.tag != "VBD" or token.lemma not in UTTERING or doc.kids(i, *SUBJECTS):
        return None
    saying = doc.tokens[told.head]
    if told.dep != "ccomp" or told.tag == "VBD" or saying.tag != "VBD" or saying.i > told.i:
        return None
    return saying.i


def _apposed_to(doc: Document, i: int) -> int | None:
    """ "Ankara, Baku's closest ally, has rejected it": the name is the subject, what follows between commas tells of it."""
    token, tokens = doc.tokens[i], doc.tokens
    if token.dep != "npadvmod" or token.entity not in ("GPE", "ORG", "PERSON") or i + 1 >= len(tokens):
        return None
    subjects = [k for k in doc.kids(token.head, *SUBJECTS) if k > i]
    if tokens[i + 1].text != "," or len(subjects) != 1 or min(doc.subtree(subjects[0])) != i + 2:
        return None
    words = list(doc.subtree(subjects[0]))
    closed = tokens[max(words)].text == "," or tokens[min(max(words) + 1, len(tokens) - 1)].text == ","
    return subjects[0] if closed and token.head > subjects[0] else None


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
