"""Names in an article: the registry's aliases (longest first), acronyms the article introduces, names nobody knows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from analysis.coding.document import Document
from analysis.lexicon import Alias, Lexicon

NAMED = ("PERSON", "ORG", "NORP", "GPE", "FAC", "LOC")
# "pro-Russian", "Turkish-backed": the name before or after the hyphen owns nothing
NOT_OWNERS = ("pro", "anti", "non", "ex", "backed", "led", "brokered", "mediated", "sponsored", "occupied", "controlled", "held", "based", "made", "allied",
              "aligned", "supported", "funded", "trained", "supplied", "hosted", "proposed", "drafted", "claimed", "born", "speaking", "majority")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens first..end-1 and whom or what it names."""

    first: int
    end: int
    actor_id: str
    kind: str  # alias kind, or "place"


def code_of(name: str) -> str:
    """The stable code of a name no registry knows.

    >>> code_of("the Tigray People's Liberation Front")
    'TIGRAY_PEOPLES_LIBERATION_FRONT'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"^(?:the|a|an)\s+", "", plain.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"['’]s\b", "S", plain)
    return re.sub(r"[^A-Z0-9]+", "_", plain.replace("'", "").upper()).strip("_")


def _parted(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(words).replace("-", " - ").split()) if any("-" in word for word in words) else words


class Names:
    """All names of one document: `at[i]` is the name token i belongs to."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.words = [token.text.lower().replace("’", "'") for token in doc.tokens]
        self.at: dict[int, Name] = {}
        self.acronyms: dict[str, str] = {}
        for sentence in doc.sentences:
            self._scan(sentence.first, sentence.end, sentence.published)
        self._introduced_acronyms()

    def _scan(self, first: int, end: int, day: str) -> None:
        i = first
        while i < end:
            name = self._longest(i, end, day)
            if name is None:
                i += 1
                continue
            if not (self._is_citation(name) or self._is_surname(name)):
                for k in range(name.first, name.end):
                    self.at[k] = name
            i = name.end

    def _is_surname(self, name: Name) -> bool:
        """ "Abu Moaz al-Iraqi": the last part of a person's name, no Iraqi."""
        before = [token.text.lower() for token in self.doc.tokens[max(0, name.first - 2) : name.first]]
        return before[-1:] == ["-"] and before[0] in ("al", "el", "ul", "ar", "as", "ash") and name.end == name.first + 1

    def _is_citation(self, name: Name) -> bool:
        """ "(The New York Times)", "(AP via CNN)": where the sentence is from, nobody in it."""
        actor = self.lexicon.actor(name.actor_id)
        if actor is None or actor.kind != "media":
            return False
        before = [token.text for token in self.doc.tokens[max(0, name.first - 3) : name.first]]
        return any(text.endswith("(") or ".(" in text for text in before) and ")" not in before

    def _longest(self, i: int, end: int, day: str) -> Name | None:
        tokens = self.doc.tokens
        if not tokens[i].text[:1].isalnum():
            return None
        starts, word = self.lexicon.longest_from, self.words[i]
        longest = starts.get(word, 0)
        if "-" in word:
            longest = max(longest, starts.get(word.partition("-")[0], 0))
        if not longest:
            return None
        names, place_names = self.lexicon.names, self.lexicon.place_names
        ahead = tuple(self.words[i : min(i + longest, end)])
        hyphen = any("-" in word for word in ahead)
        for length in range(len(ahead), 0, -1):
            words = ahead[:length]
            if words not in names and words not in place_names and not hyphen:
                continue
            alias = self._alias(words, tokens[i : i + length], day)
            if alias:
                return Name(i, i + length, alias.actor_id, alias.kind)
            place = self.lexicon.place_names.get(words) or self.lexicon.place_names.get(_parted(words))
            if place and tokens[i].text[:1].isupper():
                return Name(i, i + length, place, "place")
        return None

    def holds(self, first: int, end: int) -> bool:
        """True if the tokens first..end-1 are a piece of a name: "the March 23 Movement"."""
        return all(k in self.at and self.at[k].kind != "place" for k in range(first, end))

    def place(self, name: Name) -> str:
        """The place_id of the registry for the words of a name, "" where they name no place."""
        if name.kind == "place":
            return name.actor_id
        words = tuple(self.words[name.first : name.end])
        names = self.lexicon.place_names
        return names.get(words) or names.get(_parted(words)) or ""

    def _alias(self, words: tuple[str, ...], part: list, day: str) -> Alias | None:
        for parted in dict.fromkeys((words, _parted(words))):  # "Nagorno-Karabakh" is one token
            if parted in self.lexicon.names:
                written = "".join(
                    token.text + (" " if k + 1 < len(part) and part[k + 1].start > token.end else "")
                    for k, token in enumerate(part)
                ).replace("’", "'")
                return self.lexicon.find_name(parted, written, day)
        return None

    def _introduced_acronyms(self) -> None:
        """ "the Tigray People's Liberation Front (TPLF)": the acronym is the code of the name."""
        tokens = self.doc.tokens
        for i in range(1, len(tokens) - 2):
            inside = tokens[i + 1]
            if (
                tokens[i].text == "("
                and tokens[i + 2].text == ")"
                and re.fullmatch(r"[A-Z][A-Za-z]?[A-Z][A-Za-z.-]{0,8}", inside.text)
            ):
                name = self.spelled(i - 1)
                if name and i + 1 not in self.at:
                    self.acronyms[code_of(name)] = code_of(inside.text)
                    self.acronyms[code_of(inside.text)] = code_of(inside.text)

    def spelled(self, i: int) -> str:
        """The capitalised words of the name that ends at or holds token i (without titles), "" if there is none."""
        tokens = self.doc.tokens
        first = end = i
        while first > 0 and tokens[first - 1].sentence == tokens[i].sentence and self._in_name(first - 1, first):
            first -= 1
        while end + 1 < len(tokens) and tokens[end + 1].sentence == tokens[i].sentence and self._in_name(end + 1, end):
            end += 1
        while first < end and not tokens[first].text[:1].isupper():
            first += 1
        while end > first and (not tokens[end].text[:1].isalnum() or tokens[end].text in ("'s", "’s")):
            end -= 1
        words = [
            token.text for token in tokens[first : end + 1] if token.text[:1].isalnum() or token.text in ("'s", "’s")
        ]
        return " ".join(words).replace(" 's", "'s").replace(" ’s", "'s") if tokens[i].text[:1].isupper() else ""

    def _in_name(self, k: int, beside: int) -> bool:
        token = self.doc.tokens[k]
        if token.entity and token.entity == self.doc.tokens[beside].entity and token.entity in NAMED:
            return token.text not in (",", "and", "the", "The")
        inner = (
            token.text.lower() in ("of", "for", "'s", "’s", "-", "and")
            and self.doc.tokens[beside].entity == "ORG" == token.entity
        )
        return inner or (token.pos == "PROPN" and token.text[:1].isupper() and k not in self.at)

    def code(self, name: str) -> str:
        """The code of an unregistered name: the acronym the article gave it, else made from its words."""
        return self.acronyms.get(code_of(name), code_of(name))

    def prefixed(self, k: int) -> bool:
        """ "pro-Russian", "anti-French", "Turkish-backed", as one token or as three: the state does not own what follows."""
        tokens = self.doc.tokens
        head, _, tail = tokens[k].text.lower().partition("-")
        if head in NOT_OWNERS or tail in NOT_OWNERS:
            return True
        before = k >= 2 and tokens[k - 1].text == "-" and tokens[k - 2].lemma in NOT_OWNERS
        after = k + 2 < len(tokens) and tokens[k + 1].text == "-" and tokens[k + 2].text.lower() in NOT_OWNERS
        return before or after
