"""Did it happen? Negation, modality, tense, conditions; then what the governors say of their content."""

from __future__ import annotations

from analysis.coding.document import Document
from analysis.coding.governors import Link
from analysis.coding.match import Match
from analysis.coding.mending import DEPENDING, HINGING, SUBJECTS
from analysis.coding.slots import POLITE, fillers, infinitive, is_over, is_polite, is_subjunctive, opens_condition

MATERIAL = ("ASSAULT", "COERCE", "MOBILIZE", "AID", "SANCTION", "PROTEST", "RETREAT")
BATTLE = ("ASSAULT", "COERCE", "MOBILIZE")
CONDITIONS = ("if", "unless", "whether", "should", "lest")
UNTIL = ("until", "till", "before")  # what has to happen first
NEGATIONS = ("never", "neither", "nor", "hardly", "barely")
ORDERING = ("order", "instruct", "command", "direct", "tell")
OWN_MEN = ("troop", "force", "army", "fighter", "soldier", "military", "unit", "navy", "commander", "man", "militant", "guerrilla", "peacekeeper")
WEIGHING = ("discuss", "consider", "weigh", "debate", "mull", "explore")
GOING = ("travel", "fly", "go", "come", "visit", "meet", "arrive", "return", "gather", "convene", "tour", "head", "attend", "host")
CAUSING = ("see", "let", "make", "have", "help")
AIMED_AT = ("ASSAULT", "COERCE", "RETREAT", "AGREE", "SANCTION")
FUTURE = ("will", "'ll", "’ll", "shall", "wo", "ll")
POSSIBLE = ("could", "may", "might", "can", "ca")
PAST = ("past", "former", "bygone")
DUTY = ("should", "must", "ought")
# verbs that neither are predicates of the table nor change who acts, but decide whether it happened
RAISING = {
    "due": "planned", "set": "planned", "expect": "planned", "schedule": "planned", "ready": "planned", "likely": "hypothetical", "go": "planned", "about": "planned",
    "poise": "planned", "slate": "planned", "willing": "planned", "fight": "planned", "battle": "planned", "struggle": "planned", "strive": "planned", "prepared": "planned", "able": "realised", "unable": "not_occurred", "unlikely": "not_occurred",
    "need": "demanded", "have": "demanded", "supposed": "planned", "suppose": "planned", "want": "hypothetical", "try": "realised", "seek": "hypothetical",
}  # fmt: skip


def negated(doc: Document, match: Match) -> bool:
    """ "did not", "never", "no talks", "without firing", "refused no"."""
    tokens = doc.tokens
    verb = match.verb
    if doc.kids(verb, "neg") or any(tokens[k].lemma in NEGATIONS for k in doc.kids(verb, "advmod", "preconj", "cc")):
        return True
    if any(is_over(doc, k) and k not in match.tokens for k in doc.kids(verb, "advmod")):
        return True  # "no longer shells the town"
    if match.is_noun and any(tokens[k].lemma in ("no", "neither") for k in doc.kids(match.head, "det")):
        return True
    subjects = doc.kids(verb, "nsubj", "nsubjpass")
    if any(tokens[min(doc.subtree(k))].text.lower() == "not" for k in subjects):
        return True  # "not one shell was fired"
    if any(tokens[m].lemma in ("no", "neither") for k in subjects for m in [k, *doc.kids(k, "det", "preconj", "cc")]):
        return True
    head = tokens[tokens[verb].head]
    return tokens[verb].dep == "pcomp" and head.lemma == "without"


def is_to_come(doc: Document, verb: int) -> bool:
    """True for "leave", "have left": behind "until" what has not happened yet."""
    above = doc.tokens[verb].head
    if above != verb and any(doc.tokens[k].text.lower() == "would" for k in doc.kids(above, "aux")) and doc.kids(above, "neg"):
        return True  # "said it would not start until the truce was observed"
    present = ("VBP", "VBZ")
    helped = any(doc.tokens[k].tag in present for k in doc.kids(verb, "aux"))
    return doc.tokens[verb].tag in present or (doc.tokens[verb].tag == "VBN" and helped)


def modality(doc: Document, verb: int) -> str:
    """asserted, future, would, possible, duty, conditional: what the verb's own helpers say."""
    tokens = doc.tokens
    if not doc.kids(verb, "aux", "auxpass", "mark", "prep", "advmod") and tokens[verb].dep != "pcomp":
        return "asserted"  # nothing beside the verb that could say more
    helpers = [
        tokens[k].lemma if tokens[k].lemma not in ("", "be") else tokens[k].text.lower()
        for k in doc.kids(verb, "aux", "auxpass")
    ]
    texts = [tokens[k].text.lower() for k in doc.kids(verb, "aux")]
    marks = [tokens[k].lemma for k in doc.kids(verb, "mark", "advmod")]
    texts_above = [tokens[k].text.lower() for k in doc.kids(verb, "mark", "prep", "advmod")]
    if any(t in UNTIL for t in texts_above) and is_to_come(doc, verb):
        return "duty"  # "will fight on until they leave", "until they have left"
    opened = any(opens_condition(doc, k, verb) for k in doc.kids(verb, "aux"))
    if any(m in CONDITIONS for m in marks) or _in_case(doc, verb) or opened:
        return "conditional"
    if is_subjunctive(doc, verb):
        return "duty"
    if any(t in FUTURE for t in texts) or "will" in helpers:
        return "future"
    if "would" in texts or "'d" in texts:
        return "would"
    if any(t in DUTY for t in texts):
        return "duty"
    if any(t in POSSIBLE for t in texts):
        return "possible"
    return "asserted"


def _in_case(doc: Document, verb: int) -> bool:
    above = doc.tokens[doc.tokens[verb].head]
    return doc.tokens[verb].dep == "pcomp" and above.lemma in ("of",) and doc.tokens[above.head].lemma == "case"


def own_status(doc: Document, match: Match) -> str:
    """The status a match has by its own clause, before its governors speak."""
    verb = match.verb
    if match.is_modal or match.predicate.frame.frame_id == "condition":
        return "realised"  # "will have to accept": asked for now
    if match.is_noun and any(doc.tokens[k].lemma in PAST for k in doc.kids(match.head, "amod")):
        return "historical"  # "his past meetings with the premier"
    if match.is_noun and match.event_type in ("ASSAULT", "COERCE") and any(doc.tokens[k].lemma == "any" for k in doc.kids(match.head, "det")):
        return "hypothetical"  # "will answer any attack"
    if match.is_noun and match.event_type in MATERIAL and _only_imagined(doc, match.head):
        return "hypothetical"
    if match.is_noun and _is_proviso(doc, match.head):
        return "hypothetical"
    bound = not doc.words(match.head).isdisjoint((*DEPENDING, *HINGING))
    if bound and ((match.is_noun and _hangs_on_something(doc, match.head)) or _is_hung_on(doc, match)):
        return "hypothetical"
    tokens = doc.tokens
    if tokens[verb].dep == "xcomp" and match.event_type in POLITE and is_polite(doc, tokens[verb].head):
        return "realised"
    if match.event_type in ("RETREAT", "ASSAULT") and any(
        tokens[k].lemma in ("previous", "earlier") for i in doc.kids(verb, "dobj") for k in doc.kids(i, "amod")
    ):
        return "historical"  # "a truce ended the previous war"
    if match.is_noun and match.event_type in ("CONSULT", "RETREAT") and _is_only_weighed(doc, match):
        return "hypothetical"
    mood = modality(doc, verb)
    aim = tokens[verb].dep in ("advcl", "acl", "relcl") and infinitive(doc, verb)
    if aim and match.event_type in AIMED_AT:
        return "planned"  # "a summit to end the war", "marched to retake the town"
    if tokens[verb].dep == "pcomp" and tokens[tokens[verb].head].text.lower() in ("toward", "towards"):
        return "hypothetical"  # "steps towards ending the war"
    if mood == "asserted" and tokens[verb].dep in ("xcomp", "advcl", "acl", "conj", "acomp", "ccomp"):
        mood = _inherited_mood(doc, verb)
    if mood == "duty" and match.predicate.frame.frame_id == "truce" and any(tokens[k].text.lower() == "before" for k in doc.kids(verb, "mark")):
        return "hypothetical"  # "must pull out before the shooting stops": what follows, not what is asked for
    if negated(doc, match):
        return "declined" if mood in ("future", "planned") else ("demanded_not" if mood == "duty" else "not_occurred")
    return {"asserted": "realised", "future": "planned", "would": "planned", "possible": "hypothetical", "duty": "demanded",
            "conditional": "hypothetical"}.get(mood, mood)  # fmt: skip


def _hangs_on_something(doc: Document, noun: int) -> bool:
    """ "made an end to hostilities conditional on the withdrawal", "a truce depends on B": not there yet."""
    top = doc.first_conjunct(noun)
    while doc.tokens[top].dep == "pobj" and doc.tokens[doc.tokens[top].head].lemma in ("to", "of"):
        top = doc.tokens[doc.tokens[top].head].head  # "an end to hostilities"
    above = doc.tokens[top].head
    bound = [above, *doc.kids(above, "oprd", "acomp"), *doc.kids(top, "amod", "acl")]
    return doc.tokens[top].dep in ("dobj", *SUBJECTS) and any(doc.tokens[k].lemma in (*DEPENDING, *HINGING) for k in bound)


def _is_hung_on(doc: Document, match: Match) -> bool:
    """ "made help conditional on combat reaching its land", "a truce depends on a withdrawal": what has to happen first."""
    prep = next((k for k in doc.ancestors(match.verb) if doc.tokens[k].dep == "prep"), match.verb)
    above = doc.tokens[prep].head
    bound = [above, *doc.kids(above, "oprd", "acomp")]
    return doc.tokens[prep].lemma in ("on", "upon") and any(doc.tokens[k].lemma in (*DEPENDING, *HINGING) for k in bound)


def _is_proviso(doc: Document, noun: int) -> bool:
    """ "could be sent only with the agreement of both": agreement that would be needed."""
    prep = doc.tokens[doc.tokens[noun].head]
    above = doc.tokens[prep.head]
    needed = doc.tokens[noun].lemma in ("agreement", "consent", "approval", "permission", "backing") and prep.lemma in ("with", "without")
    return needed and above.pos == "VERB" and modality(doc, above.i) in ("possible", "would", "future", "conditional")


def _only_imagined(doc: Document, noun: int) -> bool:
    """ "an assault on the city would be a mistake": one that nobody has told of yet."""
    token = doc.tokens[noun]
    new = any(doc.tokens[k].lemma in ("a", "an", "another") for k in doc.kids(noun, "det"))
    return new and token.dep == "nsubj" and doc.tokens[token.head].pos in ("VERB", "AUX") and modality(doc, token.head) in ("would", "possible")


def _is_only_weighed(doc: Document, match: Match) -> bool:
    """True for an act that is a matter of talk: "discussed a summit of the three", "premature to talk of a meeting"."""
    tokens, noun = doc.tokens, doc.tokens[match.head]
    if noun.dep == "dobj" and match.support is None:
        return tokens[noun.head].lemma in WEIGHING
    if noun.dep == "pobj" and tokens[noun.head].lemma in ("of", "about"):
        talk = tokens[tokens[noun.head].head]
        return talk.lemma in ("talk", "speak", "think") and talk.tag in ("VB", "VBG")
    return False


def _inherited_mood(doc: Document, verb: int) -> str:
    """ "is expected to meet", "will meet and sign", "are to press": the helpers of the verb above count."""
    tokens = doc.tokens
    above = tokens[verb].head
    if tokens[verb].dep == "conj" and not doc.kids(verb, "nsubj", "nsubjpass"):
        mood = modality(doc, above) if tokens[above].pos in ("VERB", "AUX") else "asserted"
        return _purpose_of(doc, above) if mood == "asserted" else mood
    if (mood := _purpose_of(doc, verb)) != "asserted":
        return mood
    if tokens[verb].dep == "ccomp" and tokens[verb].tag == "VB" and tokens[above].lemma in CAUSING:
        return modality(doc, above)  # "the deal will see B release the men"
    if tokens[verb].dep in ("xcomp", "acomp") and tokens[above].pos in ("VERB", "AUX", "ADJ"):
        mood = modality(doc, above)
        if tokens[above].lemma == "be" and infinitive(doc, verb):
            return "planned" if mood == "asserted" else mood
        if (
            mood == "asserted"
            and tokens[above].lemma in RAISING
            and infinitive(doc, verb)
        ):
            return RAISING[tokens[above].lemma]
        if tokens[above].lemma in RAISING or tokens[above].lemma in ("begin", "start", "continue", "be"):
            return mood
    if mood == "asserted" and tokens[above].dep == "xcomp" and infinitive(doc, verb) and infinitive(doc, above):
        return _inherited_mood(doc, above)  # "the aim is to persuade B to end the war"
    return "asserted"


def _purpose_of(doc: Document, verb: int) -> str:
    """ "will travel to Sudan to discuss the truce": what one goes for has not happened before one goes."""
    tokens, above = doc.tokens, doc.tokens[verb].head
    if tokens[verb].dep not in ("xcomp", "advcl") or not infinitive(doc, verb):
        return "asserted"
    mood = modality(doc, above)
    return mood if tokens[above].lemma in GOING or mood == "future" else "asserted"


def combine(doc: Document, own: str, above: list[Link], governor_status: dict[Match, str]) -> tuple[str, Match | None]:
    """The status of a content under its governors (nearest first), and the governor that decided.

    A governor that only reports leaves the status to the claim rules; one that implies hands down its own status.
    """
    status, decider = own, None
    for link in above:
        effect = link.governor.predicate.frame.effect
        theirs = governor_status.get(link.governor, "realised")
        if effect in ("reported", "") or status in ("historical",):
            continue
        if effect in ("implied", "ongoing"):
            if theirs not in ("realised", "historical") and status == "realised":
                status, decider = theirs, link.governor
            continue
        if theirs in ("not_occurred", "declined") and effect in ("planned", "demanded", "threatened"):
            return ("not_occurred" if effect == "planned" else effect), link.governor
        if theirs in ("not_occurred",) and effect in ("denied", "declined"):
            continue
        if effect == "demanded" and _is_own_order(doc, link.governor):
            effect = "planned"
        return _under(status, effect), link.governor
    return status, decider


def _is_own_order(doc: Document, governor: Match) -> bool:
    """ "ordered its troops to withdraw": what one orders one's own to do, one is going to do."""
    whom = fillers(doc, governor, "obj") if governor.predicate.words[0] in ORDERING else []
    own = ("its", "his", "her", "their", "our", "my")
    return any(doc.tokens[m].text.lower() in own for k in whom for m in doc.kids(k, "poss")) and any(
        doc.tokens[k].lemma in OWN_MEN for k in whom
    )


def _under(status: str, effect: str) -> str:
    if effect == "planned" and status in ("hypothetical", "not_occurred", "declined"):
        return status
    if effect == "alleged" and status in ("planned", "hypothetical"):
        return status
    return effect


def claimed(status: str, event_type: str, claimants: tuple[str, ...], sources: list[str]) -> str:
    """The status of what somebody reports as having happened (codebook: own battlefield acts and acts of others are claims)."""
    if status != "realised" or not claimants:
        return status
    own = bool(set(claimants) & set(sources))
    if event_type in BATTLE or (event_type in MATERIAL and not own):
        return "alleged"
    if "UNSPEC" in claimants and event_type not in ("CONSULT",):
        return "alleged"
    return status
