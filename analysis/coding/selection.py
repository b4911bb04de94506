"""Which matches are events: a noun of action needs somebody who acts, something that carries it or that speaks of it."""

from __future__ import annotations

from analysis.coding.coding import SPEECH
from analysis.coding.context import COMING
from analysis.coding.document import Document
from analysis.coding.governors import Link
from analysis.coding.match import MEETINGS, Match
from analysis.coding.mending import SUBJECTS
from analysis.coding.participants import Cast
from analysis.coding.slots import fillers, infinitive
from analysis.coding.status import negated
from analysis.lexicon import Lexicon

# what makes an act of nouns without actors: somebody wants, plans, refuses it; a truce is reached, not only "urgent"
OPEN_EFFECTS = ("demanded", "planned", "declined", "hypothetical", "threatened", "not_occurred", "denied")
# entities and noun classes that can act, also where nobody knows whose they are
NAMED = ("PERSON", "ORG", "NORP", "GPE")
ACTING = frozenset({"people", "organ", "forces", "armed_group", "protesters", "opposition", "media", "civilians"})
BIDDEN = ACTING | {"violence", "talks"}  # what can be told that it must do or end
ALONE = ("MOBILIZE", "DENY")
IDIOMS = ("RETREAT", "SANCTION", "COERCE", "CONCEDE")
AGREEING = (
    "reach", "agree", "sign", "conclude", "declare", "announce", "broker", "negotiate", "seal", "strike", "forge", "ink", "clinch",
)  # fmt: skip


def worth_a_row(
    doc: Document,
    lexicon: Lexicon,
    match: Match,
    made: Cast,
    stated: bool,
    linked: dict[Match, Link],
    dated: bool,
    words: tuple = (),
) -> bool:
    """A noun of action is an event only if somebody is said to do it, something carries it, or something speaks of it."""
    if match.is_modal:
        asked = [lexicon.nouns.get(doc.tokens[ref.head].lemma, frozenset()) for role, ref in words if role == "target"]
        if not made.target and not any(classes & BIDDEN for classes in asked):
            return False  # "the deal should bring them home": a hope
        says = [lexicon.actor(ref.actor_id) for ref in made.source]  # a newspaper that comments demands nothing
        return bool(says) and not all(a and a.kind == "media" for a in says) and not _same_speaker(doc, match)
    if not _between_two(doc, match, made, words):
        return False
    told_by_the_way = doc.tokens[match.head].dep == "amod" and not match.is_noun
    if told_by_the_way and all(ref.resolution == "inferred" for ref in made.source):
        return False  # "the captured soldiers": a quality, if nobody is said to have done it
    frame = match.predicate.frame.frame_id
    above = linked[match].governor.predicate.frame.effect if match in linked else None  # what its governor says of it
    nobody = made.inferred and all(ref.resolution == "inferred" for ref in (*made.source, *made.target))
    aim = not match.is_noun and infinitive(doc, match.head)
    purpose = aim and doc.tokens[match.head].dep in ("advcl", "acl", "relcl") and match not in linked
    if frame == "truce" and purpose:
        return False  # "negotiations to end this war"
    if frame == "truce" and nobody and (stated or aim):  # "helped to end the war": an act only if demanded
        return above == "demanded"
    if frame == "call" and match.predicate.words[0] == "speak" and _to_an_audience(lexicon, made):
        return False
    if frame == "truce" and match.is_noun and match.support is None and match not in linked:
        return False  # "made an end to hostilities conditional on ...": nothing has ended
    in_vain = frame == "truce" and made.inferred and (above == "not_occurred" or negated(doc, match))
    if in_vain and any(lexicon.noun_is(doc.tokens[k].lemma, "deal") for k in fillers(doc, match, "subj")):
        return False  # "two truces failed to stop the fighting"
    if frame == "tell":  # "told Reuters", "told his wife": no talk of two states
        kinds = [actor.kind if (actor := lexicon.actor(code)) else "" for code in made.states]
        return len(kinds) >= 2 and all(kind in ("state", "contested_entity", "igo", "organisation") for kind in kinds)
    against_alone = match.is_noun and match.support is None and frame == "fight" and fillers(doc, match, "against")
    if against_alone and all(ref.resolution == "inferred" or ref.head in against_alone for ref in (*made.source, *made.target)):
        return False  # "the gains in the fight against the militia": nobody is said to fight it
    if frame == "kill" and not made.source:
        return False  # no agent, no row
    if match.is_noun and doc.tokens[match.head].dep == "pobj":
        prep = doc.tokens[doc.tokens[match.head].head]
        belongs_to = doc.tokens[prep.head].lemma
        if prep.lemma == "to" and prep.i and doc.tokens[prep.i - 1].text.lower() in ("parties", "sides"):
            return False
        if prep.lemma in ("on", "about", "over") and belongs_to in MEETINGS and match.event_type == "AGREE":
            return False  # "talks on a new trade agreement": there is none
        if belongs_to in ("party", "side", "solution", "settlement"):
            return False  # "the parties to the conflict"
    if not made.states and (not match.is_noun or match.support is not None):
        return _between_unknowns(doc, lexicon, words)
    if not made.states:
        return False
    if match.is_noun and match.event_type in SPEECH and match.event_type != "AGREE" and not made.source:
        return False  # "a threat to security": nobody threatens
    if not match.is_noun:
        if match.event_type == "CONSULT" and len(made.states) == 1 and not made.others and not made.target:
            comes = match.predicate.words[0] in COMING
            return comes or any(role == "target" for role, _ in words)  # "speaking after prayers" meets nobody
        return stated or frame in ("fight", "truce", "continue_truce", "violate", "sign")
    if stated and (
        match.support is not None
        or match in linked
        or len(made.states) > 1
        or any(link.governor is match for link in linked.values())
    ):
        return True
    if stated and not made.inferred and match.event_type not in (*SPEECH, "CONSULT") and frame != "fight":
        return True  # "Turkish airstrikes": who does it is enough; "the conflict", "commitments", "a meeting" are not
    if doc.tokens[match.head].lemma in ("conflict", "war", "violence") and match.support is None:
        return dated
    dep = doc.tokens[doc.first_conjunct(match.head)].dep
    agreed = any(doc.tokens[k].lemma in AGREEING for k in doc.kids(match.head, "acl", "relcl"))
    carried = (
        (match.event_type == "AGREE" and agreed)
        or match.support is not None
        and (match.event_type != "AGREE" or doc.tokens[match.support].lemma in AGREEING)
    )
    return (
        carried
        or above in OPEN_EFFECTS
        or (match.event_type == "AGREE" and dated)
        or (dep in SUBJECTS and match.event_type == "ASSAULT")
    )


def _to_an_audience(lexicon: Lexicon, made: Cast) -> bool:
    """ "speaking to the Valdai club", "spoke to Reuters": no talk between two."""
    known = [lexicon.actor(ref.actor_id) for ref in made.target]
    return bool(known) and all(actor is None or actor.kind == "media" for actor in known) and not any(
        ":" in ref.actor_id for ref in made.target
    )


def _between_two(doc: Document, match: Match, made: Cast, words: tuple) -> bool:
    """An event is between two: each side is known, or told in words that nobody can place. Only who calls up forces,
    denies, or judges ("this is unacceptable"), may stand alone."""
    roles = {role for role, _ in words}
    if match.event_type in ALONE or match.predicate.frame.source_slots == ("speaker",):
        return bool(made.states) or "source" in roles
    accused = match.event_type == "ACCUSE" and not match.is_noun and bool(made.target)  # "has been accused of": by whom is not told
    idiom = match.event_type in IDIOMS and not match.is_noun and any(doc.tokens[k].pos == "NOUN" for k in match.tokens[1:])
    if idiom and made.source:
        return True  # "declared a ceasefire": what is done is told by the words of the act
    return bool(made.source or "source" in roles or accused) and bool(made.target or roles & {"target", "object"})


def _same_speaker(doc: Document, match: Match) -> bool:
    """ "we must act": a duty of the speaker's own is no demand."""
    return any(doc.tokens[k].text.lower() in ("i", "we") for k in fillers(doc, match, "subj"))


def _between_unknowns(doc: Document, lexicon: Lexicon, words: tuple) -> bool:
    """ "Police arrested 18 people": an act of people nobody can place, on somebody or something that is told."""
    acting = any(
        role == "source"
        and (
            doc.tokens[ref.head].entity in NAMED or lexicon.nouns.get(doc.tokens[ref.head].lemma, frozenset()) & ACTING
        )
        for role, ref in words
    )
    return acting and any(role in ("target", "object") for role, _ in words)
