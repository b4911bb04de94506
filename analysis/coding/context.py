"""What a sentence leaves out and the document tells: the unstated opponent, the act told before, whose crowd it is."""

from __future__ import annotations

from dataclasses import replace

from analysis.coding import places
from analysis.coding.actors import Actors, Ref, implied
from analysis.coding.claims import NARRATOR, UNSPEC
from analysis.coding.document import Document, Sentence
from analysis.coding.match import MEETINGS, Match
from analysis.coding.participants import HIT_WHERE, Cast
from analysis.coding.parties import FOUGHT
from analysis.coding.references import is_person
from analysis.coding.setting import WHERE
from analysis.coding.slots import SAID, fillers, objects, passive, prepositional
from analysis.lexicon import Lexicon

INFER_MUTUAL = ("fight", "sign", "truce", "continue_truce", "agree_noun", "consult")
# acts between two that stand against each other: where one side is not stated, it is the opponent (codebook)
OPPOSING = ("ASSAULT", "COERCE", "RETREAT", "AGREE", "REJECT", "THREATEN", "ACCUSE", "DENY")
# frames of these types that need no opponent: "closed its airspace", "resigned"
UNOPPOSED = ("coerce", "summon", "accuse", "release")
COMING = ("attend", "join")  # "will attend the talks": with whom need not be said
POSTS = ("embassy", "consulate", "mission")
PEACE = ("ceasefire", "cease-fire", "truce", "armistice", "cessation", "halt", "end", "pause")
GAINS = ("capture", "seizure", "recapture", "liberation", "takeover")
LIBERATING = ("liberate", "free", "regain", "retake", "recapture", "reclaim", "reconquer")
ENDING = ("end", "stop", "halt", "bring", "put", "finish", "cease")  # what a third party can help to do to a war
CALLS = ("request", "demand", "offer", "invite", "warn_against", "say_demand")
BROKERED = ("mediate", "host")
TOWARDS = ("AID", "AGREE", "SUPPORT", "REQUEST", "CONSULT", "SANCTION", "THREATEN")
# nouns that take up an attack told before in other words
CAMPAIGNS = ("invasion", "operation", "offensive", "campaign", "strike", "attack", "assault", "incursion", "raid")
ENCOUNTERS = ("visit", "trip", "meeting", "summit")
BEFORE = ("after", "before", "since", "until", "once", "when")


class Context:
    """What one reading of a document knows when it comes to a sentence."""

    def __init__(self, doc: Document, lexicon: Lexicon, actors: Actors) -> None:
        self.doc, self.lexicon, self.actors, self.memory = doc, lexicon, actors, actors.memory

    def told_before(self, match: Match, made: Cast) -> Cast:
        """The cast with whoever earlier sentences say takes part: "the strike", "the talks in Geneva"."""
        return self.at_talks(match, self.presupposed(match, made))

    def unstated(
        self, sentence: Sentence, match: Match, made: Cast, words: tuple, who: tuple[str, ...], outcome: str, charged: bool
    ) -> Cast:
        """The cast with the side the sentence leaves out. `words` are the roles told in words nobody can place, `who`
        are the claimants, `outcome` is the status, `charged` says that it is what they charge others with."""
        people = tuple(role for role, ref in words if self.is_somebody(ref) or (match.event_type in FOUGHT and self.names_others(ref, made)))
        if not match.is_noun and any(self.doc.tokens[k].text.lower() in ("they", "we", "who") for k in fillers(self.doc, match, "subj")):
            people = (*people, "both")  # "they discussed it": somebody did, if nobody knows who
        made = self.hailed(match, self.asked_for_peace(match, made, people))
        made = made if any(role == "target" for role, _ in words) else self.struck_there(match, made, who)
        made = self.charge(match, made, who) if charged else self.own_claim(match, made, who, people)
        if match.event_type == "ASSAULT" and not made.source and made.target and all(is_person(ref, self.lexicon) for ref in made.target):
            return made  # "the speaker was beaten": by whom is not told, and need not be the opponent
        made = infer(made, match, self.memory.parties, self.nearest_rivals(sentence, match, made), people)
        made = self.fights_for(match, made, who, outcome)
        official = self.memory.official
        ours = any(self.doc.tokens[k].text.lower() in ("my", "our") for _, ref in words for k in range(ref.first, ref.end))
        if official and not self.memory.parties and not (ours and match.event_type in ("AID", "SUPPORT")):
            made = spoken_to(made, match, official, self.actors.setting.theatre(official), people)
        return made

    def day_of_talks(self, match: Match, event_date: str, precision: str) -> tuple[str, str]:
        """ "X will attend the talks in Geneva": planned talks told before keep their day."""
        if event_date:
            self.memory.talks_day = event_date
        elif self.memory.talks_day and any(self.actors.definite(k) for k in objects(self.doc, match.head)):
            return self.memory.talks_day, "inferred_day"
        return event_date, precision

    def presupposed(self, match: Match, made: Cast) -> Cast:
        """ "Russia confirmed the visit", "the strike": a definite noun without actors is the act told before."""
        if made.states or not match.is_noun or not self.actors.definite(match.head):
            return made
        lemma = self.doc.tokens[match.head].lemma
        told = self.memory.acts.get((match.event_type, lemma))
        if told is None and lemma in CAMPAIGNS:
            told = self.memory.acts.get((match.event_type, ""))
        if told is None and self.is_encounter(match):
            told = self.memory.acts.get(("CONSULT", ""))
        return replace(told, others=(), inferred=True) if told else made

    def met_again(self, match: Match, made: Cast) -> bool:
        """ "confirmed the visit", "hailed the meeting": the meeting told before, as the object of a verb."""
        return made.inferred and self.is_encounter(match)

    def is_encounter(self, match: Match) -> bool:
        token = self.doc.tokens[match.head]
        return token.lemma in ENCOUNTERS and token.dep == "dobj" and match.event_type == "CONSULT"

    def at_talks(self, match: Match, made: Cast) -> Cast:
        """ "will not go to Geneva", where talks told of before are held: to meet the other party there. Who "will attend the
        talks" meets whoever comes."""
        if match.event_type != "CONSULT" or match.predicate.words[0] in COMING:
            return made
        names = [self.actors.names.at.get(k) for k in prepositional(self.doc, match.head, "to")]
        gone_to = next((name.actor_id for name in names if name and name.kind == "place"), "")
        place = gone_to or places.place_of(self.doc, self.actors, match)[0]
        if not place:
            return made
        if place in self.memory.talks_places and len(made.states) == 1 and made.states[0] in self.memory.rivals:
            return replace(made, target=(implied(self.memory.rivals[made.states[0]], match.head),), inferred=True)
        if match.is_noun and self.doc.tokens[match.head].lemma in MEETINGS:
            self.memory.talks_places.add(place)
        return made

    def nearest_rivals(self, sentence: Sentence, match: Match, made: Cast) -> dict[str, str]:
        """The rivals of the document; of whoever has several opponents, the one named last before the act, in its
        sentence or the one before; where the sentence names not the rival but an entity counted with it, that."""
        found = dict(self.memory.rivals)
        attacker = made.source[0].state if made.source and not made.target and match.event_type in (*FOUGHT, "RETREAT") else ""
        if self.memory.sides and found.get(attacker) in self.memory.sides.values():
            here = self.actors.setting.named_between(sentence.first, sentence.end)
            beside = [other for other in here if self.memory.sides.get(other) == found[attacker] and other != attacker]
            if found[attacker] not in here and len(beside) == 1:
                found[attacker] = beside[0]  # "the ruins of the town after the offensive of B": against whoever holds it
        several = [code for code in made.states if len(self.memory.opponents.get(code, ())) > 1]
        if not several:
            return found
        near = self.actors.setting.named_between(self.doc.numbered.get(sentence.number - 1, sentence).first, match.head)
        for code in several:
            met = [other for other in near if other in self.memory.opponents[code] and other not in made.states]
            if code in found and met:
                found[code] = met[0]
        return found

    def asked_for_peace(self, match: Match, made: Cast, told: tuple[str, ...]) -> Cast:
        """ "A called for a ceasefire": of a party that asks for it, the other is asked."""
        rivals = {self.memory.rivals.get(ref.state, "") for ref in made.source}
        condition = match.predicate.frame.frame_id == "condition"  # "no truce unless they leave": asked of the other
        if not (condition or match.predicate.frame.frame_id in CALLS and "target" not in told) or made.target or len(rivals) != 1 or "" in rivals:
            return made
        wanted = [k for slot in ("obj", "for") for k in fillers(self.doc, match, slot)]
        if not condition and not any(self.doc.tokens[k].lemma in PEACE for k in wanted):
            return made
        return replace(made, target=(implied(rivals.pop(), match.head),), inferred=True)

    def own_claim(self, match: Match, made: Cast, who: tuple[str, ...], told: tuple[str, ...]) -> Cast:
        """ "A's spokesman said the airfield of B had been destroyed": what a party claims of its opponent's loss it did."""
        known = made.states
        passively = match.is_noun or passive(self.doc, match.head)
        if match.event_type == "AGREE" and passively and not made.source and len(made.target) == 1 and who != (NARRATOR,):
            with_them = [code for code in who if code not in (known[0], UNSPEC)]  # "a deal has been reached with B, A said"
            return replace(made, source=tuple(implied(code, match.head) for code in with_them[:1]), inferred=True)
        if match.event_type == "AGREE" and passively and not known and not told and len(who) == 2 and all(map(self.actors.setting.is_state, who)):
            first, second = (implied(code, match.head) for code in who)  # "A and B announced that an agreement had been reached"
            return replace(made, source=(first,), target=(second,), direction="mutual", inferred=True)
        back = match.predicate.words[0] in LIBERATING or (match.predicate.words[0] in GAINS and match.is_noun and known == list(who))
        if back and not made.source and len(known) == 1 and (foe := self.memory.rivals.get(known[0])):
            # "the town of B has been liberated", "B reported the capture of its town": by B
            return replace(made, source=(implied(known[0], match.head),), target=(implied(foe, match.head),), inferred=True)
        reported = match.is_noun and match.support is not None and self.doc.tokens[match.support].lemma == "report"
        there = all((name := self.actors.names.at.get(ref.head)) is not None and name.kind == "place" for ref in made.target)  # towns, not a people
        if reported and match.event_type == "ASSAULT" and there and not made.source and made.direction == "directed" and (foe := self.memory.rivals.get(who[0])):
            return replace(made, source=(implied(foe, match.head),), target=(implied(who[0], match.head),), inferred=True)  # "A reported shelling": by B
        if match.event_type not in FOUGHT or made.source or len(known) != 1 or "source" in told:
            return made
        own = [code for code in who if self.memory.rivals.get(code) == known[0]]
        return replace(made, source=(implied(own[0], match.head),), inferred=True) if own else made

    def struck_there(self, match: Match, made: Cast, who: tuple[str, ...]) -> Cast:
        """ "a strike near the town, which A holds": an attack on whoever holds the place, if it stands against who strikes,
        or says so."""
        if match.event_type != "ASSAULT" or made.target or made.direction == "mutual":
            return made
        rivals = self.memory.rivals
        for k in (m for i in sorted({match.head, match.verb}) for p in self.doc.kids(i, "prep") if self.doc.tokens[p].lemma in HIT_WHERE
                  for m in self.doc.objects_of(p)):  # fmt: skip
            for ref in self.actors.one(k) if k in self.actors.names.at else ():
                against = [one.state for one in made.source] or [rivals.get(code, "") for code in who if code == ref.state]
                if any(rivals.get(ref.state) == code or rivals.get(code) == ref.state for code in against if code):
                    return replace(made, target=(replace(ref, resolution="inferred"),), inferred=True)
        return made

    def hailed(self, match: Match, made: Cast) -> Cast:
        """ "The pope welcomed the truce": what a third party says of the two that keep it."""
        parties = self.memory.parties
        if match.predicate.frame.frame_id != "welcome" or made.target or not made.source or set(made.states) & {*parties, *self.memory.rivals}:
            return made
        truce = any(self.lexicon.noun_is(self.doc.tokens[k].lemma, "truce") and self.actors.definite(k) for k in fillers(self.doc, match, "obj"))
        return replace(made, target=tuple(implied(code, match.head) for code in parties), inferred=True) if truce and len(parties) == 2 else made

    def charge(self, match: Match, made: Cast, who: tuple[str, ...]) -> Cast:
        """ "A complained that its district was being shelled": by A's opponent, whoever holds the district."""
        foe = self.memory.rivals.get(who[0])
        if match.event_type not in FOUGHT or made.source or len(made.target) != 1 or not foe:
            return made
        hit = made.target[0]
        if self.actors.country(hit) != who[0]:
            return made
        own = replace(hit, actor_id=who[0], state=who[0])
        return replace(made, source=(implied(foe, match.head),), target=(own,), inferred=True)

    def fights_for(self, match: Match, made: Cast, who: tuple[str, ...], outcome: str) -> Cast:
        """ "A denied that B's militants are in the fighting": if they were, they would fight for A; alleged by A, against."""
        rivals, known = self.memory.rivals, made.states
        if not match.is_noun or match.predicate.frame.frame_id != "fight" or len(known) != 1 or known[0] in rivals or made.target:
            return made
        party = next((code for code in who if code in rivals), "")
        if not party:
            return made
        foe = rivals[party] if outcome == "denied" else party
        return replace(made, target=(implied(foe, match.head),), inferred=True)

    def crowd(self, match: Match, made: Cast, words: tuple) -> Cast:
        """ "Thousands marched in Yerevan against the deal": protesters of the country where they march, and against it."""
        bare = match.is_noun and match.support is None  # "riot control", "after the protests": told by the way
        if match.predicate.frame.frame_id != "protest_street" or bare:
            return made
        near = {match.head, *match.tokens, match.verb}
        names = [self.actors.of_name(k) or next(iter(self.actors.one(k)), None)
                 for i in sorted(near) for p in self.doc.kids(i, "prep") if self.doc.tokens[p].lemma in WHERE
                 for k in self.doc.objects_of(p)]  # fmt: skip
        setting, posts = self.actors.setting, tuple(ref for ref in names if ref and self.doc.tokens[ref.head].lemma in POSTS)
        if posts and not made.target:
            made = replace(made, target=posts)  # "outside the embassy of B": against B
        if made.source:
            return made
        abroad = {ref.state for ref in posts}
        there = next((ref.state for ref in names if ref and ref not in posts and setting.is_state(ref.state)), setting.home)
        if not there or there in abroad:
            return replace(made, source=(implied("PROTESTERS", match.head, "described"),)) if posts else made
        told = next((ref for role, ref in words if role == "source"), None)
        if told and self.doc.tokens[told.head].entity == "ORG":
            return made
        spot = (told.first, told.end, told.head) if told else (match.head, match.head + 1, match.head)
        crowd = Ref(f"{there}_PROTESTERS", f"{there}_PROTESTERS", *spot, "described")
        praising = any(self.doc.tokens[k].lemma in ("support", "solidarity") for i in near for k in self.doc.subtree(i))
        own = () if praising else (implied(there, match.head),)
        named = tuple(ref for ref in made.target if ref.resolution in ("name", "described"))
        against = named or own  # "against the deal": their own state made it
        return replace(made, source=(crowd,), target=against, inferred=made.inferred or not made.target)

    def names_others(self, ref: Ref, made: Cast) -> bool:
        """ "Rockets from the Sinai struck the town": words that name a state beside the two that fight."""
        names = [self.actors.names.at[k] for k in range(ref.first, ref.end) if k in self.actors.names.at]
        codes = {self.actors.setting.holder(name) for name in names}
        against = {self.memory.rivals.get(code) for code in made.states}
        return any(self.actors.setting.is_state(code) for code in codes) and not codes & (against | set(made.states))

    def is_somebody(self, ref: Ref) -> bool:
        token = self.doc.tokens[ref.head]
        return token.entity in ("PERSON", "NORP") or self.lexicon.noun_is(token.lemma, "people")


def infer(
    made: Cast, match: Match, parties: tuple[str, ...], rivals: dict[str, str], told: tuple[str, ...] = ()
) -> Cast:
    """Fills an unstated side from the document (codebook: the unstated opponent); not a side in `told`, which the
    sentence states in words nobody can resolve.

    `parties` are the two of the document; `rivals` maps a code to the one it most often stands against there.
    """

    def refs(*codes: str) -> tuple[Ref, ...]:
        return tuple(implied(code, match.head) for code in codes)

    frame, known = match.predicate.frame, made.states
    if len(parties) == 2 and not known and frame.frame_id in INFER_MUTUAL and not {"source", "both"} & set(told):
        return replace(made, source=refs(parties[0]), target=refs(parties[1]), direction="mutual", inferred=True)
    outside = known and not set(known) & {*parties, *rivals}
    calls = frame.frame_id in (*BROKERED, *CALLS) and "target" not in told
    if len(parties) == 2 and outside and made.source and not made.target and calls:
        return replace(made, target=refs(*parties), inferred=True)  # a third party calls on the two that fight
    sides = [ref.state for ref in made.source]
    if frame.frame_id == "promise" and not made.target and "target" not in told and len(sides) == 2 and rivals.get(sides[0]) == sides[1]:
        # "both reaffirmed their commitments": to each other
        return replace(made, source=made.source[:1], target=made.source[1:], direction="mutual", inferred=True)
    ended = frame.frame_id == "truce" and match.predicate.words[0] in ENDING
    if len(parties) == 2 and outside and made.source and ended:  # "helped end the war": theirs
        return replace(made, source=refs(parties[0]), target=refs(parties[1]), direction="mutual", inferred=True)
    against = {rivals[code] for code in known if code in rivals}
    loose = frame.frame_id in UNOPPOSED or (match.is_noun and frame.event_type in SAID)
    if frame.event_type not in OPPOSING or loose or len(against) != 1 or (frame.frame_id == "kill" and not made.source):
        return made
    other = next(iter(against))
    if other in known:
        return made
    if made.source and not made.target and "target" not in told:
        alone = frame.event_type == "AGREE" and not match.is_noun  # "A accepted the truce": the other may not have
        return replace(made, target=refs(other), inferred=True, direction="directed" if alone else made.direction)
    if made.target and not made.source and "source" not in told and frame.event_type in FOUGHT:
        return replace(made, source=refs(other), inferred=True)
    return made


def spoken_to(made: Cast, match: Match, official: str, theatre: str, told: tuple[str, ...]) -> Cast:
    """In a government's own text that deals with one other country, its acts without an addressee are towards that
    country: "We stand ready to support humanitarian assistance". `official` and `theatre` are codes, "" if none is."""
    own = [ref.state for ref in made.source] == [official]
    if not theatre or not own or made.target or match.is_noun or match.event_type not in TOWARDS or "target" in told:
        return made
    if match.event_type == "AID" and "object" in told:
        return made  # "to assist Americans in Sudan": its own
    return replace(made, target=(implied(theatre, match.head),), inferred=True)


def told_by_the_way(doc: Document, match: Match) -> bool:
    """What is told by the way, so that the day of the report is not its day: "truces brokered by France", "through
    the mediation of France"; "hours after a truce had begun" (but not "he said a truce had begun")."""
    tokens = doc.tokens
    before = any(tokens[k].text.lower() == "had" for k in doc.kids(match.verb, "aux"))
    beside = tokens[match.verb].dep in ("advcl", "pcomp", "relcl") or any(
        tokens[k].lemma in BEFORE for k in doc.kids(match.verb, "mark")
    )
    if before and beside:
        return True
    if match.predicate.frame.frame_id not in BROKERED:
        return False
    token = tokens[match.head]
    return (token.dep in ("acl", "amod") and token.tag == "VBN") or (match.is_noun and match.support is None)
