"""Where: places of the registry in the predicate's own phrase, else of the offline gazetteer, else the words alone.

A name is a place only where a preposition of place or the act itself makes it one ("in Ganja", "captured Lyman"), and never
where it is a piece of somebody's name ("the Washington Post", "Vernon Jordan"). What the registry does not know is looked up
in the gazetteer: first in the state the text names beside it ("Paris, Texas"), else in the document's two parties, in the
other states it names, in their neighbours. What neither knows stays as words.
"""

from __future__ import annotations

from analysis import gazetteer
from analysis.calendar import MONTHS, WEEKDAYS
from analysis.coding.actors import STATES, Actors
from analysis.coding.document import Document
from analysis.coding.match import Match
from analysis.coding.mentions import Name

LOCATING = ("in", "at", "near", "on", "around", "outside", "inside", "into", "from", "along", "over")
# what stands behind these is a place even if it also names a government ("in Moscow", but "a message from Moscow")
INSIDE = ("in", "at", "near", "around", "outside", "inside")
BESIDE = ("near", "around", "outside", "over", "along")
ONLY_PLACES = ("in", "near", "outside", "inside", "around")
NO_TOWNS = frozenset("Airport Embassy Territory Valley Gulf Process University Parliament Hemisphere Province District Region Mountains River Sea Ocean "
                     "Strait Lake Bridge Street Square Strip Hospital Mosque Church Cathedral Palace Base Camp Desert Peninsula Corridor".split())  # fmt: skip
NEAREST = 4  # states a place is looked for in before their neighbours and the world
SETTLEMENTS = frozenset(
    "city town village settlement hamlet suburb district region province port outskirt area".split()
)
TOWNS = ("city", "town", "village", "settlement")
HITTING = ("hit", "strike", "land", "fall", "destroy", "target")
TAKEN = "seize"  # the mode of what takes land
PLACES, NAMES_OF_OTHERS = ("GPE", "LOC", "FAC"), ("PERSON", "ORG")
ON_THE_GROUND = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT")  # what they strike, take or leave is where they happen

Place = tuple[str, str]


def place_of(doc: Document, actors: Actors, match: Match, taken: str = "") -> Place:
    """(place_id, words) of the match; ("", words) for a place neither registry nor gazetteer knows, ("", "") for none.

    `taken` is the place whose taking the text told last: where the next taking names none but says "the town", it is that.

    A place_id is a row of data/lexicon/places.csv, or "GN" and the number of GeoNames.
    """
    anchors = list(dict.fromkeys([match.head, match.verb, *match.tokens]))
    objects = [k for i in anchors for k in doc.kids(i, "dobj", "nsubjpass")]
    on_ground = match.event_type in ON_THE_GROUND
    if on_ground:
        objects += [
            k
            for i in anchors
            for prep in doc.kids(i, "prep")
            if doc.tokens[prep].lemma == "of"
            for k in doc.objects_of(prep)
        ]
    for k in objects if on_ground else ():  # "captured the city of Goma in North Kivu": the object is the finer place
        if _is_settlement(doc, actors, k) and (found := _object(doc, actors, k)) and found[0]:
            return found
    lands = match.predicate.mode == TAKEN
    for i in anchors:
        if found := _behind(doc, actors, i, on_ground, lands):
            return found
    for k in [*objects, *(k for i in anchors for k in doc.kids(i, "compound"))]:
        name = actors.names.at.get(k)
        if name and name.kind == "place":
            return name.actor_id, doc.tokens[k].text
    for k in objects if match.event_type == "ASSAULT" else ():  # "fired the rockets that hit the town"
        for m in (m for clause in doc.kids(k, "relcl") if doc.tokens[clause].lemma in HITTING for m in doc.kids(clause, "dobj")):
            if found := _object(doc, actors, m):
                return found
    for k in objects if on_ground else ():
        if found := _object(doc, actors, k) or _behind(doc, actors, k, on_ground, lands):
            return found
    if lands:
        subjects = doc.kids(match.verb, "nsubj") if match.predicate.frame.frame_id == "lost_hold" else []
        owners = doc.kids(match.head, "poss") if match.predicate.frame.frame_id == "taken" else []
        for k in (*subjects, *owners):  # "the town is out of our control", "Goma's capture"
            if found := _object(doc, actors, k):
                return found
        if taken and (again := next((k for k in (*objects, *subjects, *owners) if _refers(doc, actors, k)), None)) is not None:
            return taken, doc.tokens[again].text
    for k in doc.kids(match.verb, "nsubj") if on_ground else ():  # "strikes on the town had wounded ten"
        if actors.lexicon.noun_is(doc.tokens[k].lemma, "violence") and (found := _behind(doc, actors, k, on_ground)):
            return found
    return "", ""


def _refers(doc: Document, actors: Actors, k: int) -> bool:
    """True for "the town", "its", "it": a place the text has named before."""
    token = doc.tokens[k]
    plain = token.lemma in TOWNS and actors.definite(k) and not any(doc.tokens[m].pos == "PROPN" for m in doc.noun_phrase(k))
    return plain or token.text.lower() in ("it", "its")


def _is_settlement(doc: Document, actors: Actors, k: int) -> bool:
    name = actors.names.at.get(k)
    return name.kind == "place" if name else doc.tokens[k].lemma in SETTLEMENTS


def _behind(doc: Document, actors: Actors, i: int, on_ground: bool, lands: bool = False) -> Place | None:
    """The place behind a preposition of place of token i; of land that is taken (`lands`) beside a place only its words."""
    for prep in doc.kids(i, "prep"):
        word = doc.tokens[prep].lemma
        for k in doc.objects_of(prep) if word in LOCATING else ():
            if found := _place(doc, actors, k, "in" if on_ground and word not in INSIDE else word):
                return ("", found[1]) if lands and word in BESIDE else found  # "high ground around the town"
    return None


def _object(doc: Document, actors: Actors, k: int) -> Place | None:
    """ "captured Lyman", "shelled the town of Lyman", "destroyed a hospital of Lyman"; None where nobody knows the place."""
    name = actors.names.at.get(k)
    capital = name is not None and name.kind == "capital_metonym"  # "struck Stepanakert": no government, the city
    found = _place(doc, actors, k, "in" if capital else "") if doc.tokens[k].pos in ("NOUN", "PROPN") else None
    return found if found and found[0] else None


def origin(place_id: str, words: str) -> str:
    """Who knows a place: registry, gazetteer, or nobody ("text"); "" where there is none."""
    if place_id:
        return "gazetteer" if gazetteer.is_id(place_id) else "registry"
    return "text" if words else ""


def _place(doc: Document, actors: Actors, k: int, prep: str) -> Place | None:
    text = None
    for i in [k, *doc.kids(k, "compound"), *doc.kids(k, "appos")]:
        name = actors.names.at.get(i)
        if name and not _in_longer_name(doc, name, NAMES_OF_OTHERS):
            found = _registered(doc, actors, name, prep)
        else:
            found = _looked_up(doc, actors, i, prep) if name is None and doc.tokens[i].dep != "compound" else None
        if found and found[0]:
            return found
        text = text or found
    for inner in doc.kids(k, "prep"):  # "at a residential quarter of Ganja", "at the White House in Washington"
        word = doc.tokens[inner].lemma
        is_settlement = doc.tokens[k].lemma.lower() in SETTLEMENTS  # "the Old City of Mosul", but "University of Mosul"
        if word == "in" or (word == "of" and (doc.tokens[k].pos == "NOUN" or is_settlement)):
            for n in doc.objects_of(inner):
                if found := _place(doc, actors, n, "in" if word == "in" or is_settlement else prep):
                    return found
    return text


def _registered(doc: Document, actors: Actors, name: Name, prep: str) -> Place | None:
    """The place a name of the registry stands for behind a preposition, None where it stands for somebody."""
    tokens = doc.tokens
    words = "".join(token.text + " " * (tokens[token.i + 1].start > token.end if token.i + 1 < name.end else 0)
                    for token in tokens[name.first : name.end])  # fmt: skip
    places, known = actors.lexicon.places, ""
    if name.kind == "place":
        known = name.actor_id
    elif prep in INSIDE and (name.kind == "capital_metonym" or _is_land(actors, name)):
        known = actors.names.place(name)
        if known and places[known].kind == "country" and _in_longer_name(doc, name, PLACES):
            return None  # "the Jordan Valley", "the United States Embassy"
    if not known:
        return None
    beside = _states_beside(doc, actors, name.first, name.end)
    if beside and places[known].country_id not in beside and places[known].kind != "country":  # "Paris, Texas"
        other = gazetteer.load().find(words, beside, elsewhere=False)
        return (other.place_id, words) if other else ("", words)
    return ("", words) if _is_american(doc, actors, name, words) else (known, words)


def _is_land(actors: Actors, name: Name) -> bool:
    """True for the plain name of a state or of a land whose status is disputed."""
    actor = actors.lexicon.actor(name.actor_id)
    return name.kind in ("name", "acronym") and actor is not None and actor.kind in STATES


def _in_longer_name(doc: Document, name: Name, labels: tuple[str, ...]) -> bool:
    """True if the capitalised words right before or behind a name belong to one entity of such a label with it."""
    tokens = doc.tokens
    for inner, outer in ((name.first, name.first - 1), (name.end - 1, name.end)):
        if 0 <= outer < len(tokens) and tokens[outer].sentence == tokens[inner].sentence:
            beside = tokens[outer]
            joined = beside.entity in labels and beside.entity == tokens[inner].entity
            if joined and beside.pos in ("PROPN", "NOUN", "ADJ") and beside.text[:1].isupper():
                return True
    return False


def _looked_up(doc: Document, actors: Actors, k: int, prep: str) -> Place | None:
    """A name of a place no registry knows, from the gazetteer; ("", words) if that does not know it either.

    The parser often takes a small town for a firm or a person: such a name counts behind a preposition that stands before
    nothing but places, if a state the text names has a place of that name.
    """
    token = doc.tokens[k]
    if token.pos != "PROPN" or not token.text[:1].isupper():
        return None
    is_place = token.entity in PLACES
    doubted = ("ORG", "PERSON") if prep in ONLY_PLACES else ("ORG",) if not prep else ()
    if not is_place and token.entity not in doubted:
        return None
    if is_place and prep and prep not in INSIDE:
        return None  # "an inquiry into Boztepe", "pressure on Boztepe"
    words = _without_days(actors.names.spelled(k) or token.text)
    if any(t.text == token.text and t.entity == "PERSON" and t.i != k for t in doc.tokens) or actors.memory.person(
        token.text
    ):
        return None  # a person's name in the rest of the text
    plain, gaz = words.replace("’", "'"), gazetteer.load()
    beside = _states_beside(doc, actors, k, k + 1)
    region = beside or _region(actors)
    near = () if beside else tuple(dict.fromkeys(code for state in region[:2] for code in gaz.neighbours(state)))
    if gaz.is_state_of_america(plain):
        return ("", words) if is_place else None
    if not NO_TOWNS.isdisjoint(plain.split()):
        return ("", words) if is_place else None  # "Kavumu Airport": the gazetteer has towns alone
    found = (
        gaz.find(plain, region, near, elsewhere=not beside) if is_place else gaz.find(plain, region, elsewhere=False)
    )
    return (found.place_id, words) if found else ("", words) if is_place else None


def _without_days(words: str) -> str:
    """ "Calais Sunday", as agencies write it: the town alone."""
    kept = words.split()
    while len(kept) > 1 and kept[-1].lower() in (*WEEKDAYS, *MONTHS, "of", "for", "and"):
        kept.pop()
    return " ".join(kept)


def _region(actors: Actors) -> tuple[str, ...]:
    """The states (ISO-3166 alpha-3) a place of this document lies in most likely: the parties, then those named most often;
    not those named by the way, some of which have a place of any name."""
    lexicon = actors.lexicon
    named = sorted(actors.setting.named, key=lambda code: (-actors.setting.named[code], code))
    states = []
    for code in [*actors.memory.parties, *named]:
        actor = lexicon.actor(code)
        if actor and actor.kind in STATES:
            states.append(code if actor.kind == "state" else actor.country_id)
    return tuple(dict.fromkeys(filter(None, states)))[:NEAREST]


def _states_beside(doc: Document, actors: Actors, first: int, end: int) -> tuple[str, ...]:
    """The states a text names beside a place: "Lyman, Ukraine", "Lyman in Ukraine", "Ukraine's Lyman", "Paris, Texas"."""
    tokens, lexicon = doc.tokens, actors.lexicon
    behind = [end + 1] if end + 1 < len(tokens) and tokens[end].text == "," else []
    behind += [k for prep in doc.kids(end - 1, "prep") if tokens[prep].lemma == "in" for k in doc.objects_of(prep)]
    owners = [k for k in doc.kids(end - 1, "poss")]
    found = []
    for k in [*behind, *owners]:
        name = actors.names.at.get(k)
        actor = lexicon.actor(name.actor_id) if name and name.kind in ("name", "adjective") else None
        if actor and actor.kind == "state":
            found.append(actor.actor_id)
        if k in behind and gazetteer.load().is_state_of_america(
            " ".join(t.text for t in tokens[k : (name.end if name else k + 1)])
        ):
            found.append("USA")
    return tuple(dict.fromkeys(found))


def _is_american(doc: Document, actors: Actors, name: Name, words: str) -> bool:
    """ "the US state of Georgia", "in Washington state", Georgia in a text that names other states of America."""
    gaz, tokens = gazetteer.load(), doc.tokens
    if not gaz.is_state_of_america(words):
        return False
    last = name.end - 1
    above = tokens[tokens[last].head]
    if above.lemma == "state" and tokens[last].dep in ("compound", "appos", "nmod"):
        return True
    if above.lemma == "of" and tokens[above.head].lemma == "state":
        return True
    others = (t.text for t in tokens if t.entity == "GPE" and t.text not in (words, "Washington"))
    return actors.lexicon.places[actors.names.place(name)].kind == "country" and any(
        map(gaz.is_state_of_america, others)
    )
