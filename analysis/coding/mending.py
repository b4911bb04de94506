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
            "appeal", "announce", "pledge", "vow", "call", "reject", "offer", "express", "voice", "praise", "thank", "underline",
            "stress", "emphasise", "emphasize", "reiterate", "reaffirm", "insist", "welcome", "hail", "promise", "propose", "underscore")  # fmt: skip
STRIKING = ("fire", "shell", "attack", "strike", "target", "raid", "bomb", "storm", "capture", "battle")
TELLING = ("claim", "say", "report", "announce", "declare", "state", "believe", "fear", "warn", "confirm")
DISMISSING = ("dismiss", "deny", "reject", "refute", "dispute", "contest", "rebut")
# what words are put in
LETTERS = ("letter", "note", "statement", "message", "tweet", "post", "interview", "speech", "address", "telegram", "report", "call",
           "conversation", "communique", "communiqué")  # fmt: skip
SUBJECTS = ("nsubj", "nsubjpass")
FINITE = ("VBD", "VBZ", "VBP")
DEPENDING = ("conditional", "contingent", "dependent")  # "made a truce conditional on a withdrawal"
HINGING = ("depend", "hinge")
SHORT = {"’s": "be", "'s": "be", "’re": "be", "’m": "be", "’ve": "have"}  # forms of verbs the lemmatiser leaves as they are


def mended(doc: Document) -> list[Token]:
    """The tokens of a document with their labels and heads mended; the list has the same length and order."""
    tokens = list(doc.tokens)
    for i, token in enumerate(doc.tokens):
        if token.text[:1] in "’'" and token.text.lower() in SHORT and token.tag in FINITE and not token.lemma.isalpha():
            tokens[i] = replace(token, lemma=SHORT[token.text.lower()])
        for mend in MENDS.get(token.dep, ()):
            if mend(doc, tokens, i):
                break
    return tokens


def _make_verb(doc: Document, tokens: list[Token], i: int) -> bool:
    found = _is_verb(doc, i)
    if found:
        tokens[i] = replace(tokens[i], pos="VERB", tag="VBZ" if tokens[i].tag == "NNS" else "VBP")
    return found


def _make_subject_of_told(doc: Document, tokens: list[Token], i: int) -> bool:
    if (told := _told_thing(doc, i)) is None:
        return False
    tokens[i] = replace(tokens[i], dep="nsubj", head=told)
    return True


def _make_participle(doc: Document, tokens: list[Token], i: int) -> bool:
    if (verb := _verb_of_the_cut_short(doc, i)) is None:
        return False
    subject, token = doc.kids(i, "nsubj")[0], doc.tokens[i]
    tokens[subject] = replace(tokens[subject], head=verb)
    tokens[i] = replace(tokens[i], dep="acl", head=subject)
    tokens[verb] = replace(tokens[verb], dep=token.dep, head=token.head if token.head != i else verb)
    return True


def _join_elsewhere(doc: Document, tokens: list[Token], i: int) -> bool:
    for where in (_second_subject, _said_beside, _finite_beside, _infinitive_beside, _gerund_beside, _beside_the_apposed):
        if (head := where(doc, i)) is not None:
            tokens[i] = replace(tokens[i], head=head)
            return True
    return False


def _make_reporter(doc: Document, tokens: list[Token], i: int) -> bool:
    found = _reports(doc, i)
    if found:
        tokens[i] = replace(tokens[i], dep="nsubj", head=max(doc.subtree(i)) + 1)
    return found


def _make_result(doc: Document, tokens: list[Token], i: int) -> bool:
    found = _is_state_left(doc, i)
    if found:
        tokens[i] = replace(tokens[i], dep="oprd", head=doc.tokens[tokens[i].head].head)
    return found


def _make_second_clause(doc: Document, tokens: list[Token], i: int) -> bool:
    found = _is_second_clause(doc, i)
    if found:
        tokens[i] = replace(tokens[i], dep="conj")
    return found


def _make_subject(doc: Document, tokens: list[Token], i: int) -> bool:
    if (apposed := _apposed_to(doc, i)) is None:
        return False
    tokens[i] = replace(tokens[i], dep=doc.tokens[apposed].dep)
    tokens[apposed] = replace(tokens[apposed], dep="appos", head=i)
    return True


def _make_conjunct(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "thanked his host, then told him": a finite verb of the same tense without a subject goes on with the one before."""
    token, before = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    found = token.tag in FINITE and before.tag == token.tag and before.i < i and not doc.kids(i, *SUBJECTS, "mark")
    if found:
        tokens[i] = replace(tokens[i], dep="conj")
    return found


def _make_modifier(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "Azerbaijani strikes on the town": an adjective right before a noun is no subject of it."""
    token, noun = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    found = token.tag == "JJ" and noun.pos == "NOUN" and noun.i == i + 1
    if found:
        tokens[i] = replace(tokens[i], dep="amod")
    return found


def _make_list(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "signed by Putin, his counterpart Ilham Aliyev and Premier Nikol Pashinyan": what ends in "and" and one more person
    is a list of persons, no apposition."""
    if doc.tokens[doc.tokens[i].head].entity != "PERSON":
        return False
    within = [i, *doc.kids(i, "appos")]
    more = [k for n in within for k in doc.kids(n, "conj") if doc.tokens[k].entity == "PERSON"]
    if not more or not any(doc.tokens[n].entity == "PERSON" for n in within):
        return False
    tokens[i] = replace(tokens[i], dep="conj")
    for k in more:
        tokens[k] = replace(tokens[k], head=i)
    return True


def _make_content_of_the_verb(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "warned B in a letter that it would cut aid": what the letter says is what its writer says."""
    letter = doc.tokens[doc.tokens[i].head]
    within = doc.tokens[letter.head]
    said = doc.tokens[within.head]
    marked = any(doc.tokens[k].lemma == "that" and k == letter.i + 1 for k in doc.kids(i, "mark"))
    if letter.dep != "pobj" or letter.lemma not in LETTERS or within.lemma not in ("in", "on", "during") or not marked:
        return False
    if said.pos != "VERB" or said.lemma not in (*UTTERING, "say", "tell", "write") or doc.kids(said.i, "ccomp"):
        return False
    tokens[i] = replace(tokens[i], dep="ccomp", head=said.i)
    return True


def _make_meeting_with_the_asked(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "asked B to return to talks, receiving him in Paris": who asks receives."""
    token, asked = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    them = any(doc.tokens[k].text.lower() in ("them", "him", "her") for k in doc.kids(i, "dobj"))
    if token.tag != "VBG" or not them or asked.tag != "VB":
        return False
    while asked.dep == "conj" and doc.tokens[asked.head].pos == "VERB":
        asked = doc.tokens[asked.head]
    asking = doc.tokens[asked.head]
    if asked.dep not in ("xcomp", "ccomp") or asking.tag not in FINITE:
        return False
    tokens[i] = replace(tokens[i], head=asking.i)
    return True


def _hang(tokens: list[Token], words: list[int], head: int) -> None:
    """Gives words another head."""
    for k in words:
        tokens[k] = replace(tokens[k], head=head)


def _make_doer(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "The US military trains pilots": what stands right before a finite verb without a subject is no modifier of it."""
    token, verb = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    found = verb.tag in ("VBZ", "VBP") and verb.pos == "VERB" and verb.i == i + 1 and token.tag in ("NN", "NNS", "NNP", "NNPS")
    if not found or doc.kids(verb.i, *SUBJECTS, "aux") or not doc.kids(verb.i, "dobj", "ccomp", "xcomp", "prep"):
        return False
    tokens[i] = replace(token, dep="nsubj", pos="PROPN" if token.tag.startswith("NNP") else "NOUN")
    _hang(tokens, [k for k in doc.kids(verb.i, "nmod", "compound", "amod", "poss", "det") if k < i], i)
    return True


def _make_two_sides(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "the Front and Philippine forces agree": a name and the adjective of another land before a noun are two, not one."""
    token, noun = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    beside = [k for k in doc.kids(i, "conj") if doc.tokens[k].entity == "NORP" and i < k < noun.i]
    named = token.pos == "PROPN" and token.entity in ("ORG", "GPE", "PERSON") and noun.pos in ("NOUN", "PROPN")
    if not named or len(beside) != 1 or doc.kids(beside[0], "conj"):
        return False
    tokens[i] = replace(token, dep=noun.dep, head=noun.head if noun.head != noun.i else i)
    tokens[noun.i] = replace(tokens[noun.i], dep="conj", head=i)
    tokens[beside[0]] = replace(tokens[beside[0]], dep="amod", head=noun.i)
    _hang(tokens, [k for k in doc.kids(noun.i, "det") if k < i], i)
    return True


def _make_gerund(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "accused B of bombing Tskhinvali and invading Gori": between "of" and the name of a place, no part of the name."""
    if not _is_gerund(doc, i):
        return False
    token, place = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    tokens[i] = replace(token, dep="pcomp", head=place.head, pos="VERB", tag="VBG", lemma=_bare(token.text.lower()))
    tokens[place.i] = replace(tokens[place.i], dep="dobj", head=i)
    _hang(tokens, [k for k in doc.subtree(place.i) if doc.tokens[k].tag == "VBG" and doc.tokens[k].dep == "conj"], i)
    return True


def _bare(gerund: str) -> str:
    """ "bombing" -> "bomb", "shelling" -> "shell", "invading" -> "invade" is not tried: the doubled letter is."""
    stem = gerund.removesuffix("ing")
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem


def _make_particle(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "hands over 16 hostages": what stands right behind its verb belongs to it, not to the number."""
    found = i > 0 and doc.tokens[i].tag == "RP" and doc.tokens[i - 1].pos == "VERB"
    if found:
        tokens[i] = replace(tokens[i], dep="prt", head=i - 1)
    return found


def _make_name(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "Stephen Biegun brought them together": the surname of a person is no verb."""
    token, first = doc.tokens[i], doc.tokens[i - 1] if i else None
    if first is None or token.entity != "PERSON" or not token.tag.startswith("VB") or first.entity != "PERSON" or first.head != i:
        return False
    tokens[i] = replace(tokens[i], pos="PROPN", tag="NNP")
    tokens[i - 1] = replace(tokens[i - 1], dep="compound")
    return True


def _make_name_of_agent(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "were received by the envoy Stephen Biegun": a surname taken for a verb, behind a "by" that lacks its noun."""
    if not i or doc.tokens[i].entity != "PERSON" or not doc.tokens[i].tag.startswith("VB") or doc.tokens[i - 1].head != i:
        return False
    inside = sorted(doc.subtree(i))
    by = doc.tokens[inside[0] - 1] if inside[0] else None
    if by is None or by.dep not in ("agent", "prep") or doc.kids(by.i, "pobj", "pcomp") or inside[-1] != i:
        return False
    tokens[i] = replace(tokens[i], dep="pobj", head=by.i, pos="PROPN", tag="NNP")
    tokens[i - 1] = replace(tokens[i - 1], dep="compound")
    _hang(tokens, doc.kids(i - 1, "nmod", "compound"), i)
    return True


def _make_headline_verb(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "Militants in the Gaza Strip fire rockets at Tel Aviv": where a noun heads the sentence and a word for an attack stands
    between a name and a plural, that word is the verb."""
    token, thing = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    prep = doc.tokens[thing.head]
    top = doc.tokens[prep.head]
    between = token.tag == "NN" and token.lemma in STRIKING and thing.tag == "NNS" and thing.i == i + 1 and doc.tokens[i - 1].pos == "PROPN"
    if not between or thing.dep != "pobj" or top.dep != "ROOT" or top.tag != "NNS":
        return False
    tokens[i] = replace(token, dep="ROOT", head=i, pos="VERB", tag="VBP")
    tokens[top.i] = replace(tokens[top.i], dep="nsubj", head=i)
    tokens[thing.i] = replace(tokens[thing.i], dep="dobj", head=i)
    tokens[i - 1] = replace(tokens[i - 1], dep="pobj", head=prep.i)
    _hang(tokens, [k for k in doc.kids(thing.i, "compound", "det", "amod", "nmod") if k < i - 1], i - 1)
    _hang(tokens, doc.kids(thing.i, "prep"), i)
    return True


def _make_clause_of_report(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "officials claim B's army, backed by C, takes the town": no object of claiming, where a finite verb without a subject
    follows that no "and" joins."""
    token, verb = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    told = [k for k in doc.kids(verb.i, "conj") if k > i and doc.tokens[k].tag in FINITE and not doc.kids(k, *SUBJECTS, "cc")]
    if verb.lemma not in TELLING or doc.kids(verb.i, "cc") or len(told) != 1 or verb.tag not in FINITE:
        return False
    tokens[i] = replace(token, dep="nsubj", head=told[0])
    tokens[told[0]] = replace(tokens[told[0]], dep="ccomp")
    return True


def _make_clause_of_name(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "B's envoy, in a statement, condemned the killing": where no verb heads the sentence, its finite verb does."""
    token = doc.tokens[i]
    called = token.tag == "VBN" and i and doc.tokens[i - 1].text == "," and bool(doc.kids(i, "dobj", "oprd"))  # "Khan, called Erdogan on Friday"
    if not (token.tag == "VBD" or called) or not doc.kids(i, "dobj", "oprd", "ccomp", "xcomp", "prep") or doc.kids(i, *SUBJECTS, "agent"):
        return False
    top = doc.tokens[token.head]
    while top.dep in ("pobj", "prep") and top.head != top.i:
        top = doc.tokens[top.head]
    if top.dep != "ROOT" or top.pos != "PROPN" or top.entity not in ("PERSON", "ORG", "GPE"):
        return False
    tokens[i] = replace(token, dep="ROOT", head=i, tag="VBD")
    tokens[top.i] = replace(tokens[top.i], dep="nsubj", head=i)
    return True


def _make_clause_before_semicolon(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "A's officials accuse B of it; B says it does no such thing": what stands before a semicolon is not what is said after it."""
    verb = tokens[i].head
    opens = min((k for k in doc.kids(verb, *SUBJECTS) if k > i), default=verb)
    first = min(doc.subtree(opens)) if opens != verb else verb
    if verb <= i or doc.tokens[first - 1].text != ";" or not doc.kids(i, *SUBJECTS):
        return False
    tokens[i] = replace(tokens[i], dep="parataxis")
    return True


def _make_relative(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "a claim that Baku dismissed": a verb that wants an object and has none leans on the noun, whose content it is not."""
    open_object = doc.tokens[i].lemma in DISMISSING and not doc.kids(i, "dobj", "ccomp", "xcomp", "auxpass")
    if not (open_object and doc.kids(i, "mark") and doc.kids(i, "nsubj")):
        return False
    tokens[i] = replace(tokens[i], dep="relcl")
    that = doc.kids(i, "mark")[0]
    tokens[that] = replace(tokens[that], dep="dobj", pos="PRON", tag="WDT")
    return True


def _make_clause_verb(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "while Aliyev demands that they leave": what is marked as a clause and tells a clause is a verb, and the name before it
    its subject."""
    token = doc.tokens[i]
    if token.tag != "NNS":
        return False
    before = [k for k in doc.kids(i, "amod", "compound", "nmod") if k == i - 1 and doc.tokens[k].text[:1].isupper()]
    if not before or not doc.kids(i, "mark") or not doc.kids(i, "ccomp", "dobj", "xcomp"):
        return False
    tokens[i] = replace(token, pos="VERB", tag="VBZ", lemma=token.lemma)
    tokens[i - 1] = replace(tokens[i - 1], dep="nsubj", pos="PROPN")
    return True


def _make_condition(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "made an end to hostilities conditional on the withdrawal": what follows its noun before "on" belongs to the verb."""
    token = doc.tokens[i]
    if token.lemma not in DEPENDING or i + 1 >= len(doc.tokens) or doc.tokens[i + 1].text.lower() not in ("on", "upon"):
        return False
    above = doc.tokens[token.head]
    if above.i > i:
        return False
    while above.pos not in ("VERB", "AUX") and above.head != above.i:
        above = doc.tokens[above.head]
    if above.lemma not in ("make", "render", "keep"):
        return False
    tokens[i] = replace(token, dep="oprd", head=above.i)
    _hang(tokens, doc.kids(i, "prep"), above.i)
    for k in doc.kids(i, *SUBJECTS):  # "made its signature dependent on it": no clause of its own
        tokens[k] = replace(tokens[k], dep="dobj", head=above.i)
    return True


def _make_clause_of_hinging(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "said a truce depended on B": nothing is depended, so that the noun before it is its subject."""
    token = doc.tokens[i]
    if token.lemma not in HINGING:
        return False
    noun = doc.tokens[token.head]
    said = doc.tokens[noun.head]
    follows = any(doc.tokens[k].lemma in ("on", "upon") for k in doc.kids(i, "prep"))
    if token.tag not in ("VBN", "VBD") or not follows or noun.dep not in ("dobj", "ccomp") or said.pos != "VERB":
        return False
    tokens[i] = replace(token, dep="ccomp", head=said.i, tag="VBD")
    tokens[noun.i] = replace(tokens[noun.i], dep="nsubj", head=i)
    _hang(tokens, doc.kids(noun.i, "mark"), i)
    return True


def _make_clause_of_on(doc: Document, tokens: list[Token], i: int) -> bool:
    """ "depended on B withdrawing its men": what B is to do is what it depends on, and B the one who does it."""
    before = doc.tokens[i - 1] if i else None
    if before is None or doc.tokens[i].tag != "VBG" or before.dep != "pobj":
        return False
    prep = doc.tokens[before.head]
    if prep.lemma not in ("on", "upon") or doc.tokens[prep.head].lemma not in (*HINGING, *DEPENDING, "make"):
        return False
    tokens[i] = replace(tokens[i], dep="pcomp", head=prep.i)
    tokens[i - 1] = replace(tokens[i - 1], dep="nsubj", head=i)
    return True


# what may be wrong with a word of each label, tried in order; each mend relies on the label it stands under
MENDS = {
    "ROOT": (_make_verb, _make_participle),
    "dobj": (_make_subject_of_told, _make_clause_of_report),
    "nsubj": (_make_modifier, _make_name),
    "dep": (_make_name_of_agent, _make_conjunct),
    "ccomp": (_make_condition, _make_participle, _make_second_clause, _make_clause_before_semicolon),
    "conj": (_make_name_of_agent, _join_elsewhere),
    "appos": (_make_reporter, _make_list),
    "advcl": (_make_name_of_agent, _make_clause_verb, _make_clause_of_on, _make_meeting_with_the_asked),
    "acl": (_make_clause_of_hinging, _make_clause_of_on, _make_result, _make_relative, _make_content_of_the_verb, _make_clause_of_name),
    "relcl": (_make_content_of_the_verb,),
    "amod": (_make_condition, _make_result, _make_doer),
    "acomp": (_make_condition,),
    "oprd": (_make_condition,),
    "nmod": (_make_doer, _make_two_sides),
    "compound": (_make_doer, _make_two_sides, _make_gerund, _make_headline_verb),
    "quantmod": (_make_particle,),
    "npadvmod": (_make_subject,),
}


def _is_verb(doc: Document, i: int) -> bool:
    """ "Ukrainian forces battle rebels", "Amnesty calls on B to act": a noun with a subject before it and an object or a
    clause behind it is a verb."""
    token = doc.tokens[i]
    if token.tag not in ("NN", "NNS") or doc.kids(i, "cop", "det", "aux", "poss", "amod"):
        return False
    behind = ("dobj",) if token.tag == "NN" else ("dobj", "ccomp", "xcomp", "advcl")
    return any(k < i for k in doc.kids(i, *SUBJECTS)) and any(k > i for k in doc.kids(i, *behind))


def _told_thing(doc: Document, i: int) -> int | None:
    """ "say "fierce fighting" is under way": what the parser takes for the object of saying is the subject of what is said,
    if that has none. The verb it is the subject of, else None."""
    for clause in doc.kids(doc.tokens[i].head, "ccomp"):
        first = min((k for k in doc.subtree(clause) if doc.tokens[k].dep != "punct"), default=clause)
        finite = doc.tokens[clause].tag in FINITE or any(doc.tokens[k].tag in FINITE for k in doc.kids(clause, "aux", "auxpass"))
        between = range(max(doc.subtree(i)) + 1, first)
        if clause > i and finite and not doc.kids(clause, *SUBJECTS) and first > i and all(doc.tokens[k].dep == "punct" for k in between):
            return clause
    return None


def _verb_of_the_cut_short(doc: Document, i: int) -> int | None:
    """ "the soldiers captured in the night only crossed by mistake": a participle the parser takes for the verb of the
    clause, where a finite verb without a subject follows. That verb, else None."""
    token = doc.tokens[i]
    if token.tag != "VBN" or doc.kids(i, "aux", "auxpass", "dobj") or len(doc.kids(i, "nsubj")) != 1:
        return None
    beside = [k for k in doc.kids(token.head, "ccomp") if k > i] if token.head != i else []
    beside += doc.kids(i, "ccomp", "conj")
    fitting = [k for k in beside if k > i and doc.tokens[k].tag in FINITE and not doc.kids(k, *SUBJECTS, "aux", "mark", "cc")]
    coordinated = any(doc.tokens[k].dep == "cc" for k in doc.children[i])
    return fitting[0] if len(fitting) == 1 and not coordinated else None


def _said_beside(doc: Document, i: int) -> int | None:
    """ "B said fighters were being moved and asked all states to stop it": who said it, asked. The verb the parser hangs
    inside what was said is in the tense of the saying, what was said is not. The verb of saying, else None."""
    token, told = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.tag != "VBD" or token.lemma not in UTTERING or doc.kids(i, *SUBJECTS):
        return None
    saying = doc.tokens[told.head]
    if told.dep == "acl" and saying.pos == "NOUN":
        told, saying = replace(told, dep="ccomp"), doc.tokens[saying.head]  # "renewed allegations that ..., and appealed"
    if told.dep != "ccomp" or told.tag == "VBD" or saying.tag != "VBD" or saying.i > told.i:
        return None
    return saying.i


def _finite_beside(doc: Document, i: int) -> int | None:
    """ "declares the attacks to be an act of war and vows revenge": what is finite stands beside the finite verb above, not
    beside the infinitive or participle the parser joins it to. That verb, else None."""
    token, told = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.tag not in FINITE or doc.kids(i, *SUBJECTS) or told.pos not in ("VERB", "AUX"):
        return None
    bare = told.tag == "VB" and any(doc.tokens[k].tag == "TO" for k in doc.kids(told.i, "aux"))
    bare = bare or any(doc.tokens[k].tag == "VB" for k in doc.kids(told.i, "auxpass"))  # "insisted that they be withdrawn and made clear"
    if not bare and (told.tag != "VBG" or doc.kids(told.i, "aux")):
        return None
    above = doc.tokens[told.head]
    return above.i if above.tag == token.tag and above.i < told.i else None


def _infinitive_beside(doc: Document, i: int) -> int | None:
    """ "agreeing to vacate the positions, disarm and hand over weapons": a bare infinitive stands beside the infinitive
    below the verb the parser joins it to. That infinitive, else None."""
    token, above = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.tag != "VB" or doc.kids(i, "aux", *SUBJECTS) or above.tag not in ("VBG", *FINITE):
        return None
    below = [k for k in doc.kids(above.i, "xcomp") if k < i and doc.tokens[k].tag == "VB"]
    return below[-1] if below else None


def _beside_the_apposed(doc: Document, i: int) -> int | None:
    """ "signed by its leader John Doe and the government": the government stands beside the leader, not beside his name."""
    token, name = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    apposed = name.dep == "appos" and name.entity == "PERSON" and doc.tokens[name.head].pos == "NOUN"
    return name.head if apposed and token.pos in ("NOUN", "PROPN") and token.entity != "PERSON" else None


def _gerund_beside(doc: Document, i: int) -> int | None:
    """ "accused B of bombing the town and invading the land": a gerund stands beside the gerund before it, not beside the verb
    with a tense. That gerund, else None."""
    token, above = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.tag != "VBG" or doc.kids(i, "aux", *SUBJECTS) or above.tag not in FINITE:
        return None
    for prep in (p for p in doc.kids(above.i, "prep") if above.i < p < i):
        gerunds = [k for k in doc.kids(prep, "pcomp") if doc.tokens[k].tag == "VBG"]
        gerunds += [m for k in doc.kids(prep, "pobj") for m in doc.kids(k, "compound") if _is_gerund(doc, m)]
        if gerunds and gerunds[0] < i:
            return gerunds[0]
    return None


def _is_gerund(doc: Document, i: int) -> bool:
    """ "of bombing Tskhinvali": a word between a preposition and the name of a place, no part of the name."""
    token, place = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    prep = doc.tokens[place.head]
    named = place.pos == "PROPN" and place.dep == "pobj" and prep.lemma in ("of", "for", "from", "by") and prep.i == i - 1
    return named and token.text.endswith("ing") and token.tag == "NN" and doc.tokens[prep.head].pos == "VERB"


def _is_second_clause(doc: Document, i: int) -> bool:
    """ "B urges a truce and the envoy is to meet both": a clause with a subject of its own after "and" is no content of a
    verb that has its object."""
    token = doc.tokens[i]
    if token.tag not in FINITE or token.head > i or not doc.kids(i, *SUBJECTS):
        return False
    first = min(doc.subtree(i))
    told = doc.kids(token.head, "dobj")
    return first > 0 and doc.tokens[first - 1].text.lower() == "and" and bool(told) and told[0] < first


def _reports(doc: Document, i: int) -> bool:
    """ "... fired on Barda, the ministry of B reported": what stands right before a verb without a subject is no apposition."""
    token = doc.tokens[i]
    words = sorted(doc.subtree(i))
    behind = words[-1] + 1
    if behind >= len(doc.tokens) or words[-1] - words[0] != len(words) - 1 or words[0] == 0:
        return False
    verb = doc.tokens[behind]
    bare = verb.tag in ("VBD", "VBZ") and verb.dep == "ROOT" and not doc.kids(behind, *SUBJECTS, "aux", "auxpass")
    return bare and doc.tokens[words[0] - 1].text == "," and verb.sentence == token.sentence


def _is_state_left(doc: Document, i: int) -> bool:
    """ "left thirty others injured", "found B guilty of murder": what they are left or found as belongs to the verb."""
    token, noun = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    verb = doc.tokens[noun.head]
    if noun.dep != "dobj" or noun.i != i - 1:
        return False
    return (token.tag == "VBN" and verb.lemma == "leave" and not doc.children[i]) or (token.tag == "JJ" and verb.lemma in ("find", "deem", "hold"))


def _apposed_to(doc: Document, i: int) -> int | None:
    """ "Ankara, Baku's closest ally, has rejected it": the name is the subject, what follows between commas tells of it."""
    token, tokens = doc.tokens[i], doc.tokens
    if token.entity not in ("GPE", "ORG", "PERSON") or i + 1 >= len(tokens):
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
    if name.dep != "pobj" or name.pos != "PROPN" or token.pos not in ("NOUN", "PROPN"):
        return None
    preposition = doc.tokens[name.head]
    subject = doc.tokens[preposition.head]
    if preposition.lemma != "of" or subject.dep not in SUBJECTS or subject.tag not in ("NN", "NNP"):
        return None
    verb = doc.tokens[subject.head]
    plural = verb.tag == "VBP" or any(doc.tokens[k].tag == "VBP" for k in doc.kids(verb.i, "aux", "auxpass"))
    return subject.i if plural else None
