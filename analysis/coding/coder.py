"""One document -> its codings. Reads sentence by sentence; a second reading knows the document's two parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from analysis.coding import claims, confidence, dates, places, predicates, quantities, status
from analysis.coding.actors import Actors, Ref, implied
from analysis.coding.coding import SPEECH, Coding
from analysis.coding.context import Context, told_by_the_way
from analysis.coding.document import Document, Sentence
from analysis.coding.governors import Link, chain, links, spoken
from analysis.coding.match import Match
from analysis.coding.mending import SUBJECTS
from analysis.coding.merging import joined, stopped, with_mediators, without_doubles
from analysis.coding.participants import TOLD_BEFORE, Cast, cast, unresolved
from analysis.coding.parties import behind, opponents, opposed, publisher_voice, rivals
from analysis.coding.references import Memory
from analysis.coding.selection import worth_a_row
from analysis.coding.setting import ARMED
from analysis.coding.sharing import shared
from analysis.coding.slots import fillers, subjects
from analysis.lexicon import Lexicon

COUNTING = ("ASSAULT", "COERCE", "CONSULT", "RETREAT")  # the acts whose numbers are kept
OWN_DEEDS = ("COERCE", "MOBILIZE", "SANCTION", "RETREAT", "ASSAULT", "AID")
KEPT = "uphold"  # the mode of who keeps to a truce
LOSING = ("lose", "lost_hold")
ADMITTING = ("acknowledge", "admit", "concede", "confirm", "recognise", "recognize")
PROCLAIMING = ("announce", "declare", "proclaim", "claim", "hail", "celebrate", "trumpet", "order")
WITH_WORDS = ("attack", "assail", "hit")  # what one also does with words
OVER = ("realised", "historical")  # of what stops the fighting: then it has stopped
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
    sides = sides or behind(fighting, reader.actors.setting.named, lexicon)
    pair = opposed(first, parties, sides, fighting, reader.actors.setting.named + reader.actors.setting.groups, reader.publisher)
    against = rivals(first, pair, sides, reader.actors.setting.named, fighting)
    if not (pair or against or trace):
        return reader.placed(first)
    second = _Reader(doc, lexicon, pair, against, trace, reader)
    second.memory.sides = sides
    second.memory.opponents = opponents(first, sides, fighting, reader.actors.setting.named)
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
        self.actors = Actors(doc, lexicon, self.memory, before.actors.setting if before else None)
        self.context = Context(doc, lexicon, self.actors)
        self.grammar = before.grammar if before else {}  # what no reading changes
        self.publisher = publisher_voice(doc.publisher, lexicon)
        self.memory.official = self.publisher
        self.speaker: tuple[str, ...] = ()

    def read(self) -> list[Coding]:
        found: list[Coding] = []
        for sentence in self.doc.sentences:
            if sentence.kind == "sentence" and not self.doc.is_label(sentence):
                found += self._sentence(sentence)
        return found

    def _sentence(self, sentence: Sentence) -> list[Coding]:
        doc = self.doc
        carried = self.speaker if claims.is_quotation(doc, sentence) else ()
        matches, linked, whens, settled, going_on = self._grammar(sentence)
        said_by = self._speakers(matches)
        self.memory.voice = (carried or said_by or (self.publisher or self._voice(matches),))[0]
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
            for match, made in shared(doc, self.lexicon, casts, linked).items()
            for coding in self._code(sentence, match, made, linked, settled, whens, carried, match in going_on)
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
                            if by and by[0] not in (claims.NARRATOR, claims.UNSPEC, ref.state) and not self._allied(by[0], ref.state)
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
        return without_doubles(doc, sorted(found, key=lambda c: (c.first, c.end, c.event_type)))

    def _allied(self, a: str, b: str) -> bool:
        """True if both stand against the same opponent in this document: neither charges the other."""
        rivals = self.memory.rivals
        return a in rivals and rivals[a] == rivals.get(b)

    def _grammar(self, sentence: Sentence) -> tuple[list[Match], dict[Match, Link], dict[Match, list[dates.When]], dict, set[Match]]:
        """The matches of a sentence, which governs which, their dates and statuses, and the fighting that is described
        beside the wish to stop it: the same in every reading."""
        if sentence.number not in self.grammar:
            found = predicates.find(self.doc, self.lexicon, sentence, self.actors.names.at)
            linked, halted = links(self.doc, found), stopped(self.doc, found)
            matches = [match for match in found if match not in halted or halted[match][1]]
            settled = self._statuses(found, linked)
            going_on = {match for match in matches if match in halted and settled[halted[match][0]][0] not in OVER}
            settled |= {match: ("realised", None) for match in matches if match in halted}
            self.grammar[sentence.number] = matches, linked, self._dates(sentence, found), settled, going_on
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
            refs = self._above(linked, match)
            codes = () if refs else carried or ((self.publisher,) if self.publisher else ())
            refs = refs or tuple(implied(code, match.head, "reference") for code in codes)
            made = replace(
                made, source=refs, target=tuple(ref for ref in made.target if ref.state not in {r.state for r in refs})
            )
        if not made.source and match.event_type == "ACCUSE" and self.doc.tokens[match.head].tag == "VBG":
            refs = self._above(linked, match)
            made = replace(made, source=tuple(ref for ref in refs if ref.state not in made.states))
        if not made.source and match.is_noun and match.event_type in OWN_DEEDS and made.direction == "directed":
            link = linked.get(match)
            if link and link.slot != "comp" and link.governor.predicate.words[0] in PROCLAIMING:  # "announced the capture of the town"
                refs = claims.speakers(self.doc, self.actors, link.governor)
                made = replace(made, source=refs, target=tuple(r for r in made.target if r.state not in {s.state for s in refs}))
        if match.event_type == "DENY" and made.source and not made.target:
            accuser = next((code for ref in made.source if (code := self.memory.accuser.get(ref.state))), "")
            if accuser and accuser not in made.states:
                made = replace(made, target=(implied(accuser, match.head),), inferred=True)
        return made

    def _above(self, linked: dict[Match, Link], match: Match) -> tuple[Ref, ...]:
        """Who utters the nearest governor that anybody known utters."""
        said = (claims.speakers(self.doc, self.actors, link.governor) for link in chain(linked, match))
        return next(filter(None, said), ())

    def _dates(self, sentence: Sentence, matches: list[Match]) -> dict[Match, list[dates.When]]:
        by_token = {token: match for match in matches for token in (match.verb, *match.tokens)}
        found: dict[Match, list[dates.When]] = {}
        for when in dates.expressions(self.doc, sentence):
            if self.actors.names.holds(when.first, when.end) or dates.names_another(self.doc, when, by_token):
                continue
            match = dates.owner(self.doc, when, by_token) or dates.told_of(self.doc, when, matches)
            if match:
                found.setdefault(match, []).append(when)
        return found

    def _statuses(self, matches: list[Match], linked: dict[Match, Link]) -> dict[Match, tuple[str, Match | None]]:
        """The status of each match, governors before what they govern, with the governor that decided."""
        settled: dict[Match, tuple[str, Match | None]] = {}
        for match in sorted(matches, key=lambda m: len(chain(linked, m))):
            above = spoken(chain(linked, match))
            if match.is_modal:
                settled[match] = ("realised", None)  # "agreed that B should leave": it is asked for
                continue
            theirs = {known: known_status for known, (known_status, _) in settled.items()}
            settled[match] = status.combine(self.doc, status.own_status(self.doc, match), above, theirs)
        return settled

    def _code(self, sentence, match, made: Cast, linked, settled, whens, carried, described: bool) -> list[Coding]:
        doc = self.doc
        stated = bool(made.states) or described
        who = claims.claimant(doc, self.actors, sentence, match, spoken(chain(linked, match)), carried)
        made = self.context.told_before(match, made)
        words = unresolved(doc, self.actors, match, made)
        made = self.context.crowd(match, made, words)
        stated = stated or (bool(made.source) and match.predicate.frame.frame_id == "protest_street")
        link = linked.get(match)
        charged = link is not None and link.governor.event_type == "ACCUSE"
        made = self.context.unstated(sentence, match, made, words, who, settled[match][0], charged)
        again = not stated and self.context.met_again(match, made)
        if not again and not worth_a_row(doc, self.lexicon, match, made, stated, linked, bool(whens.get(match)), words):
            if self.trace:
                self.trace.leave(sentence, match, made)
            return []
        made = replace(made, others=(*made.others, *words))
        if (
            who == (claims.NARRATOR,)
            and self.publisher
            and any(doc.tokens[ref.head].text.lower() in ("i", "we") for ref in made.source)
        ):
            who = (self.publisher,)
        decider = settled[match][1]
        rules = [f"governor:{decider.predicate.predicate_id}"] if decider else []
        outcome, when = self._status_and_day(sentence, match, made, who, settled[match], link, whens)
        coding = self._row(sentence, match, made, outcome, who, when, rules, linked)
        return [*self._acts_beside(coding, settled[match]), coding]

    def _status_and_day(
        self, sentence: Sentence, match: Match, made: Cast, who: tuple[str, ...], settled: tuple, link: Link | None, whens: dict
    ) -> tuple[str, tuple[str, str]]:
        """The status of an act, and its date with the date's precision. `settled` is the status by grammar and what decided
        it, `link` the governor, `who` the claimants."""
        outcome, decider = settled
        outcome = "demanded" if outcome == "demanded_not" else outcome
        told = whens.get(match) or self._dates_beside(match, whens)
        event_date, precision = self._when(sentence, match, told, outcome)
        if not event_date and (there := dates.day_there(self.doc, sentence, match.verb, outcome)):
            event_date, precision = there, "day"
        if not event_date and outcome in DATED and (counted := dates.counted_from(self.doc, sentence, match.verb)):
            event_date, precision = counted, "inferred_day"
        if event_date and outcome == "realised" and dates.is_historical(event_date, sentence.published):
            outcome = "historical"
        speakers = () if who == (claims.NARRATOR,) else who
        admits = link is not None and link.governor.predicate.words[0] in ADMITTING
        lost = match.predicate.frame.frame_id in LOSING  # "the town is out of our control": nobody boasts of a loss
        if (admits or lost) and set(speakers) & {ref.state for ref in made.target}:
            decider = link.governor  # who admits a loss of its own is believed
        if decider is None and match.event_type not in SPEECH:
            outcome = status.claimed(outcome, match.event_type, speakers, [ref.state for ref in made.source])
        dated = outcome in DATED and outcome != "historical" and not told_by_the_way(self.doc, match)
        if not event_date and dated and sentence.published:
            event_date, precision = self._day_told(sentence, link, whens), "inferred_day"
        if self.context.met_again(match, made) and outcome == "realised" and self.memory.met[0] == "planned":
            outcome, event_date, precision = self.memory.met  # "confirmed the visit": as it was first told
        if match.event_type == "CONSULT" and outcome == "planned":
            event_date, precision = self.context.day_of_talks(match, event_date, precision)
        return outcome, (event_date, precision)

    def _day_told(self, sentence: Sentence, link: Link | None, whens: dict) -> str:
        """The day of an act that has none of its own: "had announced its capture on Sunday", else the day of publication."""
        said = whens.get(link.governor, []) if link is not None and link.governor.predicate.frame.effect == "reported" else []
        day, _ = self._when(sentence, link.governor, said, "realised") if said else ("", "")
        return day if len(day) == 10 and day <= sentence.published else sentence.published

    def _row(self, sentence, match, made, outcome, who, when, rules, linked) -> Coding:
        predicate = match.predicate
        event_type, mode, code = match.event_type, predicate.mode, predicate.cameo_code
        if (
            (event_type, mode) == ("AGREE", "ceasefire")
            and match in linked
            and linked[match].governor.event_type in ("AGREE", "REQUEST", "REJECT", "THREATEN")
        ):
            event_type, code = "RETREAT", "0871"  # what is agreed or demanded is that the fire ceases
        if event_type == "ASSAULT" and predicate.words[0] in WITH_WORDS and self._is_verbal(made):
            event_type, mode, code = "ACCUSE", "disapprove", "111"
        stated = [ref for ref in (*made.source, *made.target) if ref.resolution != "inferred"]
        if mode == KEPT and len({ref.state for ref in stated}) == 1 and status.negated(self.doc, match):
            event_type, mode, code = "ASSAULT", "violate", "196"  # "B has not observed the truce": its breach
            others = tuple(ref for ref in (*made.source, *made.target) if ref.resolution == "inferred")
            made = replace(made, source=tuple(stated[:1]), target=others, direction="directed")
            outcome = ("realised" if who == (claims.NARRATOR,) else "alleged") if outcome == "not_occurred" else outcome
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

    def _is_verbal(self, made: Cast) -> bool:
        """ "The minister attacked the Minsk Group": a person attacks an organisation with words."""
        kinds = {actor.kind if (actor := self.lexicon.actor(ref.actor_id)) else "" for ref in made.target}
        persons = all(":" in ref.actor_id or self.doc.tokens[ref.head].entity == "PERSON" or self.doc.tokens[ref.head].pos == "PRON" for ref in made.source)
        return bool(made.source and kinds) and persons and kinds <= {"igo", "organisation", "composite", "media"}

    def placed(self, found: list[Coding]) -> list[Coding]:
        """The codings with their places and numbers, which no reading needs before the last."""
        made, taken, numbers = [], "", {}  # the numbers of a sentence are the same for each of its codings
        for coding in found:
            place_id, place_text = places.place_of(self.doc, self.actors, coding.match, taken)
            taken = place_id if coding.mode == places.TAKEN and place_id else taken
            counts = coding.match.event_type in COUNTING and "refusal" not in coding.rules
            if counts and coding.sentence.number not in numbers:
                numbers[coding.sentence.number] = tuple(self._counted(coding.sentence))
            carried = numbers[coding.sentence.number] if counts else ()
            made.append(replace(coding, place_id=place_id, place_text=place_text, quantities=carried))
        return made

    def _counted(self, sentence: Sentence) -> Iterator[quantities.Quantity]:
        """The numbers of a sentence, with whoever the clause that holds one says it is from."""
        for found in quantities.quantities(self.doc, sentence):
            yield replace(found, claimant=";".join(claims.told_by(self.doc, self.actors, found.head)))

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
        verb = doc.tokens[match.verb]
        told_by_the_way = {verb.head} if verb.dep in ("amod", "acl") else set()
        near |= told_by_the_way
        at_once = verb.dep == "advcl" and any(doc.tokens[k].lemma in ("when", "as") for k in doc.kids(verb.i, "advmod", "mark"))
        return [
            when
            for other, found in whens.items()
            if other.head == match.support
            or (other.head in near and other.is_noun)
            or (at_once and other.verb == verb.head)  # "were hurt on Tuesday when rockets struck"
            or (not other.is_noun and told_by_the_way & set(doc.kids(other.head, "nsubj")))  # "a truce A brokered in 1994 halted ..."
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
            if all(ref.resolution == "inferred" for ref in (*made.source, *made.target)):  # "it will not end, A said": A refuses
                sides = (*made.source, *made.target)
                own = tuple(ref for ref in sides if ref.state in coding.claimant) or made.source
                made = replace(made, source=own, target=tuple(ref for ref in sides if ref not in own))
            refusal = replace(made, direction="directed", others=())
            return [replace(coding, event_type="REJECT", mode="meet" if coding.event_type == "CONSULT" else "", cameo_code="120", cast=refusal, status="realised",
                            event_date=coding.sentence.published, date_precision="inferred_day", rules=("refusal",), quantities=())]  # fmt: skip
        return []

    def _remember(self, sentence: Sentence) -> None:
        doc, actors = self.doc, self.actors
        subjects, others, groups = [], [], []
        for i in range(sentence.first, sentence.end):
            token = doc.tokens[i]
            by = token.dep == "pobj" and doc.tokens[token.head].dep == "agent"  # "was released by the co-chairs": they did it
            if (token.dep in SUBJECTS or by) and token.pos != "DET":
                refs = actors.of(i)
                person = token.text.lower() in ("he", "she")  # whoever that is stays a person for the next "he"
                subjects += [replace(ref, actor_id=f"{ref.state}:") if person else ref for ref in refs]
                if (len(refs) > 1 and not by) or token.tag in ("NNS", "NNPS"):
                    groups.append(tuple(dict.fromkeys(ref.state for ref in refs)))
            elif token.dep in ("dobj", "pobj", "poss", "appos"):
                others += [ref for ref in actors.one(i) if ref.resolution != "reference"]
        subjects.sort(key=lambda ref: -sum(1 for _ in doc.ancestors(ref.head)))  # the main clause's subject comes last
        self.memory.sentence_done(self._known(subjects), self._known(others), groups, self.lexicon)

    def _known(self, refs: list[Ref]) -> list[Ref]:
        """Actors a later pronoun may stand for: not every name that nobody knows."""
        described = lambda code: ":" in code or code.endswith(ARMED)  # noqa: E731
        return [ref for ref in refs if self.lexicon.actor(ref.actor_id) is not None or described(ref.actor_id)]
