"""One document -> its codings. Reads sentence by sentence; a second reading knows the document's two parties."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from analysis.coding import claims, confidence, dates, places, predicates, quantities, status
from analysis.coding.actors import WHERE, Actors, Ref
from analysis.coding.coding import SPEECH, Coding
from analysis.coding.document import Document, Sentence
from analysis.coding.governors import Link, chain, links, spoken
from analysis.coding.match import MEETINGS, Match
from analysis.coding.merging import joined, stopped, with_mediators, without_doubles
from analysis.coding.participants import (
    BROKERED,
    TOLD_BEFORE,
    Cast,
    answered,
    borrow,
    cast,
    infer,
    on_arrival,
    spoken_to,
    unresolved,
)
from analysis.coding.parties import behind, opponents, opposed, publisher_voice, rivals
from analysis.coding.references import Memory
from analysis.coding.selection import worth_a_row
from analysis.coding.slots import fillers, objects, prepositional, subjects
from analysis.lexicon import Lexicon

# nouns that take up an attack told before in other words
BEFORE = ("after", "before", "since", "until", "once", "when")
CAMPAIGNS = ("invasion", "operation", "offensive", "campaign", "strike", "attack", "assault", "incursion", "raid")
COUNTING = ("ASSAULT", "COERCE", "CONSULT", "RETREAT")  # the acts whose numbers are kept
ENCOUNTERS = ("visit", "trip", "meeting", "summit")
OWN_DEEDS = ("COERCE", "MOBILIZE", "SANCTION", "RETREAT", "ASSAULT", "AID")
ADMITTING = ("acknowledge", "admit", "concede", "confirm", "recognise", "recognize")
PROCLAIMING = ("announce", "declare", "proclaim", "claim", "hail", "celebrate", "trumpet", "order")
DATED = ("realised", "alleged", "denied", "historical")


@dataclass
class Trace:
    """What a reading saw and left: sentence number -> the matches that made no row, with the reason."""

    left: dict[int, list[tuple[Match, str]]] = field(default_factory=dict)

    def leave(self, sentence: Sentence, match: Match, made: Cast) -> None:
        """Notes a match without a row."""
        reason = "a noun nobody is said to carry out" if made.states else "the text names no actor it knows"
        if not match.event_type:
            reason = f"no event of its own: it says of its content that it is {match.predicate.frame.effect or 'told'}"
        self.left.setdefault(sentence.number, []).append((match, reason))


def code_document(
    doc: Document,
    lexicon: Lexicon,
    parties: tuple[str, ...] = (),
    sides: dict[str, str] | None = None,
    trace: Trace | None = None,
) -> list[Coding]:
    """All codings of a document in reading order.

    `parties` are the case's two parties; where they are not given, or the document speaks of another conflict, they
    are the two actors that most often stand against each other in a first reading.
    """
    reader = _Reader(doc, lexicon, (), {})
    first = reader.read()
    day = next((sentence.published for sentence in doc.sentences if sentence.published), "")
    fighting = lexicon.dyads_on(day)
    sides = sides or behind(fighting, reader.actors.named, lexicon)
    pair = opposed(first, parties, sides, fighting, reader.actors.named + reader.actors.groups)
    against = rivals(first, pair, sides, reader.actors.named, fighting)
    if not (pair or against or trace):
        return reader.placed(first)
    second = _Reader(doc, lexicon, pair, against, trace, reader)
    second.memory.opponents = opponents(first, sides, fighting, reader.actors.named)
    return second.placed(second.read())


class _Reader:
    """One reading of a document: the memory of what was said so far, and the speaker of an open quotation."""

    def __init__(
        self,
        doc: Document,
        lexicon: Lexicon,
        parties: tuple[str, ...],
        against: dict[str, str],
        trace: Trace | None = None,
        before: _Reader | None = None,
    ) -> None:
        self.trace = trace
        self.doc, self.lexicon = doc, lexicon
        self.memory = Memory(parties=parties, rivals=against)
        self.actors = Actors(doc, lexicon, self.memory, before.actors.names if before else None)
        self.grammar = before.grammar if before else {}  # what no reading changes
        self.publisher = publisher_voice(doc.publisher, lexicon)
        self.memory.official = self.publisher
        self.speaker: tuple[str, ...] = ()

    def read(self) -> list[Coding]:
        found: list[Coding] = []
        for sentence in self.doc.sentences:
            if sentence.kind == "sentence":
                found += self._sentence(sentence)
        return found

    def _sentence(self, sentence: Sentence) -> list[Coding]:
        doc = self.doc
        carried = self.speaker if claims.is_quotation(doc, sentence) else ()
        matches, linked, whens = self._grammar(sentence)
        told_more = stopped(doc, matches)
        matches = [match for match in matches if told_more.get(match, True)]
        said_by = self._speakers(matches)
        self.memory.voice = (carried or said_by or (self.publisher or self._voice(matches),))[0]
        settled = self._statuses(matches, linked) | {match: ("realised", None) for match in told_more if told_more[match]}
        casts = joined(
            {
                match: self._spoken(cast(doc, self.actors, match), match, linked, carried)
                for match in matches
                if match.event_type
            },
            doc,
        )
        found = [
            coding
            for match, made in answered(borrow(on_arrival(doc, casts), linked)).items()
            for coding in self._code(sentence, match, made, linked, settled, whens, carried)
        ]
        for match in matches if self.trace else ():
            if not match.event_type:
                self.trace.leave(sentence, match, Cast((), (), (), "directed"))
        found = with_mediators(found, linked)
        for coding in found:
            for said, by in (
                (coding.cast.target, [ref.state for ref in coding.cast.source]),
                (coding.cast.source, coding.claimant),
            ):
                if (coding.event_type, said) == ("ACCUSE", coding.cast.target) or (
                    coding.status == "alleged" and said == coding.cast.source
                ):
                    self.memory.accuser.update(
                        {
                            ref.state: by[0]
                            for ref in said
                            if by and by[0] not in (claims.NARRATOR, claims.UNSPEC, ref.state)
                        }
                    )
            if coding.cast.source and coding.cast.target and not coding.cast.inferred:
                refs = lambda side: tuple(replace(ref, resolution="inferred") for ref in side)  # noqa: E731
                made = replace(coding.cast, source=refs(coding.cast.source), target=refs(coding.cast.target))
                self.memory.acts[coding.event_type, ""] = made
                if coding.event_type == "CONSULT":
                    self.memory.met = (coding.status, coding.event_date, coding.date_precision)
                if coding.match.is_noun:
                    self.memory.acts[coding.event_type, doc.tokens[coding.match.head].lemma] = made
            if coding.event_type in TOLD_BEFORE.values() and coding.cast.source:
                both = coding.event_type == "AGREE"
                self.memory.doers[coding.event_type] = (*coding.cast.source, *(coding.cast.target if both else ()))
        self._remember(sentence)
        self.speaker = said_by or carried
        return without_doubles(sorted(found, key=lambda c: (c.first, c.end, c.event_type)))

    def _grammar(self, sentence: Sentence) -> tuple[list[Match], dict[Match, Link], dict[Match, list[dates.When]]]:
        """The matches of a sentence, which governs which, and their dates: the same in every reading."""
        if sentence.number not in self.grammar:
            matches = predicates.find(self.doc, self.lexicon, sentence, self.actors.names.at)
            self.grammar[sentence.number] = matches, links(self.doc, matches), self._dates(sentence, matches)
        return self.grammar[sentence.number]

    def _speakers(self, matches: list[Match]) -> tuple[str, ...]:
        for match in matches:
            if match.predicate.frame.effect == "reported":
                codes = tuple(dict.fromkeys(ref.state for ref in claims.speakers(self.doc, self.actors, match)))
                if codes:
                    return codes
        return ()

    def _voice(self, matches: list[Match]) -> str:
        """Who "we" is where nobody "said" anything: the first to accuse, warn, promise ... in the sentence."""
        for match in matches:
            if match.event_type in SPEECH:
                own = [i for slot in match.predicate.frame.source_slots for i in fillers(self.doc, match, slot)]
                refs = [ref for i in own if self.doc.tokens[i].pos != "PRON" for ref in self.actors.of(i)]
                if refs:
                    return refs[0].state
        return ""

    def _spoken(self, made: Cast, match: Match, linked: dict[Match, Link], carried: tuple[str, ...]) -> Cast:
        """Predicates whose source is whoever says them ("is untrue", "is unacceptable"), and denials of an earlier accusation."""
        if match.predicate.frame.source_slots == ("speaker",):
            refs = next(
                (
                    refs
                    for link in chain(linked, match)
                    if (refs := claims.speakers(self.doc, self.actors, link.governor))
                ),
                (),
            )
            codes = () if refs else carried or ((self.publisher,) if self.publisher else ())
            refs = refs or tuple(Ref(code, code, match.head, match.head + 1, match.head, "reference") for code in codes)
            made = replace(
                made, source=refs, target=tuple(ref for ref in made.target if ref.state not in {r.state for r in refs})
            )
        if not made.source and match.event_type == "ACCUSE" and self.doc.tokens[match.head].tag == "VBG":
            codes = next((c for link in chain(linked, match) if (c := claims.speakers(self.doc, self.actors, link.governor))), ())
            made = replace(made, source=tuple(ref for ref in codes if ref.state not in made.states))
        if not made.source and match.is_noun and match.event_type in OWN_DEEDS and made.direction == "directed":
            link = linked.get(match)
            if link and link.slot != "comp" and link.governor.predicate.words[0] in PROCLAIMING:  # "announced the capture of the town"
                refs = claims.speakers(self.doc, self.actors, link.governor)
                made = replace(made, source=refs, target=tuple(r for r in made.target if r.state not in {s.state for s in refs}))
        if match.event_type == "DENY" and made.source and not made.target:
            accuser = next((code for ref in made.source if (code := self.memory.accuser.get(ref.state))), "")
            if accuser and accuser not in made.states:
                made = replace(
                    made,
                    target=(
                        Ref(accuser, self.lexicon.rollup(accuser), match.head, match.head + 1, match.head, "inferred"),
                    ),
                    inferred=True,
                )
        return made

    def _dates(self, sentence: Sentence, matches: list[Match]) -> dict[Match, list[dates.When]]:
        by_token = {token: match for match in matches for token in (match.verb, *match.tokens)}
        found: dict[Match, list[dates.When]] = {}
        for when in dates.expressions(self.doc, sentence):
            match = dates.owner(self.doc, when, by_token) or dates.told_of(self.doc, when, matches)
            if match:
                found.setdefault(match, []).append(when)
        return found

    def _statuses(self, matches: list[Match], linked: dict[Match, Link]) -> dict[Match, tuple[str, Match | None]]:
        """The status of each match, governors before what they govern, with the governor that decided."""
        settled: dict[Match, tuple[str, Match | None]] = {}
        for match in sorted(matches, key=lambda m: len(chain(linked, m))):
            above = spoken(chain(linked, match))
            theirs = {known: known_status for known, (known_status, _) in settled.items()}
            settled[match] = status.combine(status.own_status(self.doc, match), above, theirs)
        return settled

    def _code(self, sentence, match, made: Cast, linked, settled, whens, carried) -> list[Coding]:
        doc = self.doc
        stated = bool(made.states)
        made = self._at_talks(match, self._presupposed(match, made))
        words = unresolved(doc, self.actors, match, made)
        people = tuple(role for role, ref in words if self._is_somebody(ref))
        made = self._crowd(match, made, words)
        stated = stated or (bool(made.source) and match.predicate.frame.frame_id == "protest_street")
        made = infer(made, match, self.memory.parties, self._nearest_rivals(sentence, match, made), self.lexicon.rollup, people)
        made = self._fights_for(sentence, match, made, linked, carried, settled[match][0])
        if self.publisher and not self.memory.parties:
            made = spoken_to(made, match, self.publisher, self.actors.theatre, self.lexicon.rollup, people)
        again = not stated and self._met_again(match, made)
        if not again and not worth_a_row(doc, self.lexicon, match, made, stated, linked, bool(whens.get(match)), words):
            if self.trace:
                self.trace.leave(sentence, match, made)
            return []
        made = replace(made, others=(*made.others, *words))
        above = spoken(chain(linked, match))
        who = claims.claimant(doc, self.actors, sentence, match, above, carried)
        if (
            who == (claims.NARRATOR,)
            and self.publisher
            and any(doc.tokens[ref.head].text.lower() in ("i", "we") for ref in made.source)
        ):
            who = (self.publisher,)
        outcome, decider = settled[match]
        rules = [f"governor:{decider.predicate.predicate_id}"] if decider else []
        outcome = "demanded" if outcome == "demanded_not" else outcome
        event_date, precision = self._when(
            sentence, match, whens.get(match) or self._dates_beside(match, whens), outcome
        )
        if (
            event_date
            and dates.is_historical(event_date, sentence.published)
            and outcome in ("realised", "not_occurred")
        ):
            outcome = "historical" if outcome == "realised" else outcome
        speakers = () if who == (claims.NARRATOR,) else who
        link = linked.get(match)
        admits = link is not None and link.governor.predicate.words[0] in ADMITTING
        if admits and set(speakers) & {ref.state for ref in made.target}:
            decider = link.governor  # who admits a loss of its own is believed
        if decider is None and match.event_type not in SPEECH:
            outcome = status.claimed(outcome, match.event_type, speakers, [ref.state for ref in made.source])
        dated = outcome in DATED and outcome != "historical" and not self._is_background(match)
        if not event_date and dated and sentence.published:
            event_date, precision = sentence.published, "inferred_day"
        if self._met_again(match, made) and outcome == "realised" and self.memory.met[0] == "planned":
            outcome, event_date, precision = self.memory.met  # "confirmed the visit": as it was first told
        if match.event_type == "CONSULT" and outcome == "planned":
            event_date, precision = self._day_of_talks(match, event_date, precision)
        coding = self._row(sentence, match, made, outcome, who, (event_date, precision), rules, linked)
        return [*self._acts_beside(coding, settled[match]), coding]

    def _is_background(self, match: Match) -> bool:
        """What is told by the way, so that the day of the report is not its day: "truces brokered by France", "through
        the mediation of France"; "hours after a truce had begun" (but not "he said a truce had begun")."""
        tokens = self.doc.tokens
        before = any(tokens[k].text.lower() == "had" for k in self.doc.kids(match.verb, "aux"))
        beside = tokens[match.verb].dep in ("advcl", "pcomp", "relcl") or any(
            tokens[k].lemma in BEFORE for k in self.doc.kids(match.verb, "mark")
        )
        if before and beside:
            return True
        if match.predicate.frame.frame_id not in BROKERED:
            return False
        token = tokens[match.head]
        return (token.dep in ("acl", "amod") and token.tag == "VBN") or (match.is_noun and match.support is None)

    def _day_of_talks(self, match: Match, event_date: str, precision: str) -> tuple[str, str]:
        """ "X will attend the talks in Geneva": planned talks told before keep their day."""
        if event_date:
            self.memory.talks_day = event_date
        elif self.memory.talks_day and any(self.actors.definite(k) for k in objects(self.doc, match.head)):
            return self.memory.talks_day, "inferred_day"
        return event_date, precision

    def _presupposed(self, match: Match, made: Cast) -> Cast:
        """ "Russia confirmed the visit", "the strike": a definite noun without actors is the act told before."""
        if made.states or not match.is_noun or not self.actors.definite(match.head):
            return made
        lemma = self.doc.tokens[match.head].lemma
        told = self.memory.acts.get((match.event_type, lemma))
        if told is None and lemma in CAMPAIGNS:
            told = self.memory.acts.get((match.event_type, ""))
        if told is None and match.event_type == "CONSULT" and lemma in ENCOUNTERS and self.doc.tokens[match.head].dep == "dobj":
            told = self.memory.acts.get(("CONSULT", ""))
        return replace(told, others=(), inferred=True) if told else made

    def _met_again(self, match: Match, made: Cast) -> bool:
        """ "confirmed the visit", "hailed the meeting": the meeting told before, as the object of a verb."""
        token = self.doc.tokens[match.head]
        return made.inferred and token.lemma in ENCOUNTERS and token.dep == "dobj" and match.event_type == "CONSULT"

    def _at_talks(self, match: Match, made: Cast) -> Cast:
        """ "will not go to Geneva", where talks told of before are held: to meet the other party there."""
        if match.event_type != "CONSULT":
            return made
        names = [self.actors.names.at.get(k) for k in prepositional(self.doc, match.head, "to")]
        gone_to = next((name.actor_id for name in names if name and name.kind == "place"), "")
        place = gone_to or places.place_of(self.doc, self.actors, match)[0]
        if not place:
            return made
        if place in self.memory.talks_places and len(made.states) == 1 and made.states[0] in self.memory.rivals:
            other = self.memory.rivals[made.states[0]]
            there = Ref(other, other, match.head, match.head + 1, match.head, "inferred")
            return replace(made, target=(there,), inferred=True)
        if match.is_noun and self.doc.tokens[match.head].lemma in MEETINGS:
            self.memory.talks_places.add(place)
        return made

    def _nearest_rivals(self, sentence: Sentence, match: Match, made: Cast) -> dict[str, str]:
        """The rivals of the document; of whoever has several opponents, the one named last before the act, in its
        sentence or the one before."""
        several = [code for code in made.states if len(self.memory.opponents.get(code, ())) > 1]
        if not several:
            return self.memory.rivals
        first = next((s.first for s in self.doc.sentences if s.number == sentence.number - 1), sentence.first)
        near = self.actors.named_between(first, match.head)
        found = dict(self.memory.rivals)
        for code in several:
            met = [other for other in near if other in self.memory.opponents[code] and other not in made.states]
            if code in found and met:
                found[code] = met[0]
        return found

    def _fights_for(self, sentence, match: Match, made: Cast, linked, carried, outcome: str) -> Cast:
        """ "A denied that B's militants are in the fighting": if they were, they would fight for A; alleged by A, against."""
        rivals, known = self.memory.rivals, made.states
        if not match.is_noun or match.predicate.frame.frame_id != "fight" or len(known) != 1 or known[0] in rivals or made.target:
            return made
        who = claims.claimant(self.doc, self.actors, sentence, match, chain(linked, match), carried)
        party = next((code for code in who if code in rivals), "")
        if not party:
            return made
        foe = rivals[party] if outcome == "denied" else party
        return replace(made, target=(Ref(foe, foe, match.head, match.head + 1, match.head, "inferred"),), inferred=True)

    def _crowd(self, match: Match, made: Cast, words: tuple) -> Cast:
        """ "Thousands marched in Yerevan against the deal": protesters of the country where they march, and against it."""
        bare = match.is_noun and match.support is None  # "riot control", "after the protests": told by the way
        if match.predicate.frame.frame_id != "protest_street" or made.source or bare:
            return made
        near = {match.head, *match.tokens, match.verb}
        names = [self.actors.of_name(k) or next(iter(self.actors.one(k)), None)
                 for i in sorted(near) for p in self.doc.kids(i, "prep") if self.doc.tokens[p].lemma in WHERE
                 for k in self.doc.objects_of(p)]  # fmt: skip
        there = next((ref.state for ref in names if ref and self.actors.is_state(ref.state)), self.actors.home)
        if not there:
            return made
        told = next((ref for role, ref in words if role == "source"), None)
        if told and self.doc.tokens[told.head].entity == "ORG":
            return made
        spot = (told.first, told.end, told.head) if told else (match.head, match.head + 1, match.head)
        crowd = Ref(f"{there}_PROTESTERS", f"{there}_PROTESTERS", *spot, "described")
        praising = any(self.doc.tokens[k].lemma in ("support", "solidarity") for i in near for k in self.doc.subtree(i))
        own = () if praising else (Ref(there, there, match.head, match.head + 1, match.head, "inferred"),)
        against = made.target or own
        return replace(made, source=(crowd,), target=against, inferred=made.inferred or not made.target)

    def _is_somebody(self, ref: Ref) -> bool:
        token = self.doc.tokens[ref.head]
        return token.entity in ("PERSON", "NORP") or self.lexicon.noun_is(token.lemma, "people")

    def _row(self, sentence, match, made, outcome, who, when, rules, linked) -> Coding:
        predicate = match.predicate
        event_type, mode, code = match.event_type, predicate.mode, predicate.cameo_code
        if (
            (event_type, mode) == ("AGREE", "ceasefire")
            and match in linked
            and linked[match].governor.event_type in ("AGREE", "REQUEST", "REJECT", "THREATEN")
        ):
            event_type, code = "RETREAT", "0871"  # what is agreed or demanded is that the fire ceases
        first, end = self._trigger(match)
        governor = linked[match].governor if match in linked else None
        cameo = (
            code
            or self.lexicon.default_cameo.get((event_type, mode))
            or self.lexicon.default_cameo.get((event_type, ""), "")
        )
        return Coding(
            match, sentence, event_type, mode, cameo, first, end, made, outcome, who, *when, "", "",
            confidence.of(match, made, outcome, self.lexicon), (f"frame:{predicate.frame.frame_id}", *rules, *(["inferred_party"] if made.inferred else [])),
            claims.via(self.actors, sentence, who, made.states), governor,
        )  # fmt: skip

    def placed(self, found: list[Coding]) -> list[Coding]:
        """The codings with their places and numbers, which no reading needs before the last."""
        made = []
        for coding in found:
            place_id, place_text = places.place_of(self.doc, self.actors, coding.match)
            counts = coding.match.event_type in COUNTING and "refusal" not in coding.rules
            numbers = tuple(quantities.quantities(self.doc, coding.sentence)) if counts else ()
            made.append(replace(coding, place_id=place_id, place_text=place_text, quantities=numbers))
        return made

    def _when(self, sentence: Sentence, match: Match, whens: list[dates.When], outcome: str) -> tuple[str, str]:
        if not whens:
            return "", "unknown"
        nearest = min(whens, key=lambda when: (len(when.iso) < 10, abs(when.first - match.verb)))
        return dates.in_tense(nearest, sentence.published, outcome), nearest.precision

    def _dates_beside(self, match: Match, whens: dict[Match, list[dates.When]]) -> list[dates.When]:
        """The date of what an act stands in or is told of: "captured the town in a 1990s war", "the 1994 truce halted ..."."""
        doc = self.doc
        above = {match.verb, *match.tokens}
        near = {
            k
            for verb in above
            for prep in doc.kids(verb, "prep")
            if doc.tokens[prep].lemma in ("in", "during")
            for k in doc.objects_of(prep)
        }
        near |= {*subjects(doc, match.verb), *doc.kids(match.head, "dobj", "nsubjpass")} if not match.is_noun else set()
        near |= {doc.tokens[match.verb].head} if doc.tokens[match.verb].dep in ("amod", "acl") else set()
        return [
            when
            for other, found in whens.items()
            if other.head == match.support or (other.head in near and other.is_noun)
            for when in found
        ]

    def _trigger(self, match: Match) -> tuple[int, int]:
        first, last = min(match.tokens), max(match.tokens)
        return (first, last + 1) if last - first < 8 else (match.head, match.head + 1)

    def _acts_beside(self, coding: Coding, settled: tuple[str, Match | None]) -> list[Coding]:
        """ "won't meet B": a refusal beside the declined meeting."""
        made = coding.cast
        _, decider = settled
        if coding.status == "declined" and decider is None and coding.event_type not in SPEECH and made.source:
            refusal = replace(made, target=made.target, direction="directed", others=())
            return [replace(coding, event_type="REJECT", mode="meet" if coding.event_type == "CONSULT" else "", cameo_code="120", cast=refusal, status="realised",
                            event_date=coding.sentence.published, date_precision="inferred_day", rules=("refusal",), quantities=())]  # fmt: skip
        return []

    def _remember(self, sentence: Sentence) -> None:
        doc, actors = self.doc, self.actors
        subjects, others, groups = [], [], []
        for i in range(sentence.first, sentence.end):
            token = doc.tokens[i]
            if token.dep in ("nsubj", "nsubjpass") and token.pos != "DET":
                refs = actors.of(i)
                person = token.text.lower() in ("he", "she")  # whoever that is stays a person for the next "he"
                subjects += [replace(ref, actor_id=f"{ref.state}:") if person else ref for ref in refs]
                if len(refs) > 1 or token.tag in ("NNS", "NNPS"):
                    groups.append(tuple(dict.fromkeys(ref.state for ref in refs)))
            elif token.dep in ("dobj", "pobj", "poss", "appos"):
                others += [ref for ref in actors.one(i) if ref.resolution != "reference"]
        subjects.sort(key=lambda ref: -sum(1 for _ in doc.ancestors(ref.head)))  # the main clause's subject comes last
        self.memory.sentence_done(self._known(subjects), self._known(others), groups, self.lexicon)

    def _known(self, refs: list[Ref]) -> list[Ref]:
        """Actors a later pronoun may stand for: not every name that nobody knows."""
        described = lambda code: ":" in code or code.endswith("_ARMED_GROUP")  # noqa: E731
        return [ref for ref in refs if self.lexicon.actor(ref.actor_id) is not None or described(ref.actor_id)]
