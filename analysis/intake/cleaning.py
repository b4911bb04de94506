"""What in a text is the article: headline apart, boilerplate out, paragraphs kept, the words themselves untouched."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from analysis.intake.dating import only_a_date

# whole lines that are no article text
_BOILERPLATE = re.compile(
    r"^(?:advertise?ments?|advertising|sponsored(?: content)?|article continues (?:below|after) .*|story continues below.*|"
    r"(?:read|see|watch|listen|learn|find out) (?:more|also|next|full story|the full (?:story|article))\b.{0,150}|related(?: stories| articles| topics| content| news)?:?|"
    r"recommended(?: for you)?|most (?:read|popular)|more on this story.{0,80}|share(?: this)?(?: article| story| on .*| page)?:?|follow us .{0,80}|"
    r"(?:sign up|subscribe)\b.{0,150}|(?:click|tap) here .{0,100}|print(?: this page)?|save|comments?(?: \(\d+\))?|loading\W*|"
    r"(?:©|\(c\)|copyright\b).{0,200}|.{0,60}all rights reserved.{0,60}|\(?(?:additional )?(?:reporting|editing|writing) by .{1,200}|"
    r"(?:file )?(?:photo|photograph|image|picture|caption|video)(?: credit)?s?: .{0,400}|\(?(?:photo|image) by .{1,100}|file(?: photo)?[:.] .{0,300}|"
    r"our standards: .{0,100}|we use cookies.{0,300}|accept (?:all )?cookies|skip to (?:main )?content)$",
    re.IGNORECASE,
)  # fmt: skip
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)
_BREAK = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_AFTER_END = "\"'”’»)]"
_SMALL = frozenset(
    "a an and as at but by for from in into of on or over per says since than that the to up via vs with".split()
)
HEADLINE_WORDS = 24


@dataclass(frozen=True)
class Cleaned:
    """Headline ("" if the text has none), body (paragraphs separated by one blank line), and how many lines were left out."""

    title: str
    body: str
    n_boilerplate: int


def normal(text: str) -> str:
    """NFC, LF, spaces in a line folded; without control, direction and zero-width characters and lone surrogates."""
    text = _BREAK.sub("\n", text.encode("utf-8", "replace").decode("utf-8"))
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\f", "\n\n")))
    return re.sub(r"[^\S\n]+", " ", text)


def one_line(text: str) -> str:
    """The text as one line."""
    return " ".join(normal(text).split())


def key(line: str) -> str:
    """What two lines share that say the same but for case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", line).casefold()


def ends_sentence(line: str) -> bool:
    """True for a line that ends as a sentence does."""
    return line.rstrip(" " + _AFTER_END).endswith(_ENDS) or line.rstrip().endswith(("”", '"', "»"))


def looks_like_headline(line: str) -> bool:
    """A short line without a full stop: most of its longer words capitalised, or in sentence case and neither date nor dateline."""
    words = line.split()
    if not 2 <= len(words) <= HEADLINE_WORDS or len(line) > 200 or only_a_date(line):
        return False
    if line.rstrip().endswith(_ENDS) and not line.rstrip().endswith("?"):
        return False
    return words[0][:1].isupper() or not words[0][:1].isalpha()


def in_title_case(line: str) -> bool:
    """True if nearly every longer word begins with a capital, as in a headline."""
    words = [word for word in re.findall(r"[^\W_][\w'’.-]*", line) if word.casefold() not in _SMALL]
    return len(words) >= 2 and sum(not word[0].islower() for word in words) >= 0.8 * len(words)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a normal text: blocks between blank lines, with lines of a fixed width joined.

    A block whose lines mostly end as sentences do has one paragraph a line. Date lines and boilerplate stand alone.
    """
    found: list[str] = []
    for block in re.split(r"\n(?: ?\n)+", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if len(lines) > 1 and sum(map(ends_sentence, lines)) >= 0.6 * len(lines):
            found += lines
        else:
            found += _joined(lines, is_first=not found)
    return found


def _joined(lines: list[str], is_first: bool) -> list[str]:
    made: list[list[str]] = []
    alone = True  # the line before stands alone, so that this one begins a paragraph
    for number, line in enumerate(lines):
        apart = only_a_date(line) or bool(_BOILERPLATE.match(line))
        # a headline right above the text: shorter than a full line, and the line below begins anew
        headline = (
            is_first
            and number == 0
            and len(lines) > 1
            and in_title_case(line)
            and looks_like_headline(line)
            and lines[1][:1].isupper()
        )
        if alone or apart:
            made.append([line])
        else:
            made[-1].append(line)
        alone = apart or headline
    return [" ".join(lines) for lines in made]


def clean(text: str, title: str = "") -> Cleaned:
    """The article in a text. A title that is given (front matter, markup) wins over the first line."""
    blocks = paragraphs(normal(text))
    kept = [block for block in blocks if not _BOILERPLATE.match(block)]
    title = one_line(title)
    repeats = {key(block) for block in kept[1:]}
    if not title and len(kept) > 1 and (key(kept[0]) in repeats or _is_title(kept[0], kept[1])):
        title, kept = kept[0], kept[1:]
        blocks.remove(title)
    body = [block for block in kept if not title or key(block) != key(title) or not key(block)]
    return Cleaned(title[:500], "\n\n".join(body), len(blocks) - len(body))


def _is_title(first: str, second: str) -> bool:
    """A headline is followed by text, not by another item of a list or the next line of a table."""
    return looks_like_headline(first) and (in_title_case(first) or len(second) > len(first)) and not only_a_date(second)
