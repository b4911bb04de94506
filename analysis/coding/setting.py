"""What the whole document says of where it plays: whom it names how often, whose country it is about."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from analysis.coding.document import Document
from analysis.coding.mentions import Name, Names
from analysis.lexicon import Lexicon

WHERE = ("in", "over", "around", "near", "inside", "into", "across", "outside", "throughout", "within")
REBELS = ("rebel", "separatist", "insurgent", "guerrilla", "secessionist")
ARMED = "_ARMED_GROUP"  # the end of the code of an armed group known by its state alone (codebook)


class Setting:
    """The names of one document, counted. Nothing here changes from reading to reading."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.names = Names(doc, lexicon)

    @cached_property
    def seat(self) -> str:
        """Whose police and courts a text speaks of that does not say: the state of its dateline ("BAKU, Oct 3 -"), else
        the one it names more than all other states together; "" if there is none."""
        first = self.names.at.get(0)
        start = [token.text for token in self.doc.tokens[:12]]
        if first and start[0].isupper() and any(text in ("-", "–", "—", "--") for text in start[1:]):
            state = self.lexicon.rollup(first.actor_id) if first.kind != "place" else ""
            if self.is_state(state) and start[1] not in ("/", "-"):
                return state
        counts = Counter({code: n for code, n in self.named.items() if self.is_state(code)})
        return self.home if self.home and 2 * counts[self.home] > counts.total() else ""

    @cached_property
    def named(self) -> Counter:
        """How often the document names each roll-up code, places by the side that holds them; "in Karabakh", "over
        Abkhazia" name the land."""
        counts: Counter = Counter()
        for k, name in self.names.at.items():
            if k == name.first and not self._as_land(name):
                counts[self.holder(name)] += 1
        return counts

    @cached_property
    def contested(self) -> str:
        """The one entity of disputed statehood that the document names, "" for none or several."""
        found = [code for code in sorted(self.named) if (actor := self.lexicon.actor(code)) and actor.kind == "contested_entity"]
        return found[0] if len(found) == 1 else ""

    @cached_property
    def groups(self) -> Counter:
        """How often the document speaks of the rebels or separatists of the state it names most, by their code."""
        told = [t for t in self.doc.tokens if t.lemma in REBELS and t.pos == "NOUN" and t.i not in self.names.at]
        return Counter({f"{self.home}{ARMED}": len(told)} if self.home and told else {})

    def named_between(self, first: int, end: int) -> list[str]:
        """The roll-up codes named in the tokens first..end-1, the last first; places by the side that holds them."""
        found: list[str] = []
        for k in range(end - 1, first - 1, -1):
            name = self.names.at.get(k)
            if name is None and self.doc.tokens[k].lemma in REBELS and self.groups:
                found += self.groups
            if name and k == name.first and not self._as_land(name) and not self.names.prefixed(k):
                found.append(self.holder(name))
        return list(dict.fromkeys(found))

    def holder(self, name: Name) -> str:
        """The roll-up code a name stands for, of a place that of the side that holds it."""
        place = self.lexicon.places.get(name.actor_id) if name.kind == "place" else None
        return self.lexicon.rollup(place.actor_id if place else name.actor_id)

    def _as_land(self, name: Name) -> bool:
        """ "in Karabakh", "over the region of Abkhazia": the land, not whoever governs it."""
        actor = self.lexicon.actor(name.actor_id)
        if actor is None or actor.kind != "contested_entity":
            return False
        last = self.doc.tokens[name.end - 1]
        return last.dep == "pobj" and self.doc.tokens[last.head].lemma in WHERE

    @cached_property
    def composite(self) -> str:
        """The mediating group of states the document names most often, "" if it names none."""
        kinds = {code: actor.kind for code in self.named if (actor := self.lexicon.actor(code))}
        groups = [code for code, kind in kinds.items() if kind == "composite"]
        return min(groups, key=lambda code: (-self.named[code], code)) if groups else ""

    @cached_property
    def home(self) -> str:
        """The state the document names most often: where a group is that is only described."""
        return self.most_named(frozenset())

    def most_named(self, without: frozenset[str]) -> str:
        """The state named most often, its organs and people included, "" if none is; `without`: who it cannot be."""
        counts: Counter = Counter()
        for k, name in self.names.at.items():
            code = self.lexicon.rollup(name.actor_id) if name.kind != "place" else ""
            if k == name.first and self.is_state(code) and code not in without and not self.names.prefixed(k):
                counts[code] += 1
        return min(counts, key=lambda code: (-counts[code], code)) if counts else ""

    def theatre(self, own: str) -> str:
        """The one country the official text of `own` deals with: named most often of all others, and more than all of
        them together; "" if there is no such country."""
        counts = Counter({code: n for code, n in self.named.items() if code != own and self.is_state(code)})
        code, n = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        return code if 2 * n > counts.total() else ""

    def is_state(self, code: str) -> bool:
        actor = self.lexicon.actor(code)
        return actor is not None and actor.kind == "state"
