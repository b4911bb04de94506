"""When: the time expressions of a sentence, resolved against the day of publication, each given to the act it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.calendar import MONTHS, WEEKDAYS, is_edtf
from analysis.coding.document import Document, Sentence
from analysis.coding.match import Match

NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
RECENT_DAYS = 300  # what is older than this belongs to another crisis: historical


LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
FAR = 30_000  # days: more is no time anybody counts from today
FIXED = {"today": 0, "tonight": 0, "yesterday": 1, "tomorrow": -1}
STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
# what a time expression may begin with, beside a figure: the rest of a text is passed over
STARTS = frozenset((*MONTHS, *WEEKDAYS, *NUMBERS, *FIXED, *STEPS, "past", "weekend"))
BEFORE_A_DATE = ("the", "about", "around", "early", "late", "mid", "last", "at", "least", "-", "then")
TO, AND, DASHES = ("to", "until", "till", "through"), ("and",), ("-", "–", "—")
COUNTED = ("dead", "killed", "wounded", "injured", "missing", "homeless", "more")  # what follows a number that is no year


@dataclass(frozen=True, slots=True)
class When:
    """A resolved time expression: tokens first..end-1, an EDTF date (ISO day, month or year, 199X, an interval
    2020-09-27/2020-10-02, 2020-09-27/.. for "since"), and how exact it is."""

    first: int
    end: int
    iso: str
    precision: str  # day, inferred_day, week, month, year, decade, interval, unknown
    relative: str = ""  # weekday number as text (and "last", "next"): resolved by tense when the act is known
    until: When | None = None  # of a range: its end
    is_open: bool = False  # "since Monday": up to now


def _number(text: str) -> int | None:
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", text.lower())
    return int(text) if text.isdigit() and len(text) <= 4 else NUMBERS.get(text)


def _day(year: int, month: int, day: int | None) -> str:
    try:
        return date(year, month, day).isoformat() if day else f"{year}-{month:02d}"
    except ValueError:
        return ""


def _year_near(published: date, month: int, day: int | None) -> int:
    """The year that brings a month and day nearest to publication."""
    options = [published.year - 1, published.year, published.year + 1]
    return min(options, key=lambda y: abs((date(y, month, min(day or 15, 28)) - published).days))


def expressions(doc: Document, sentence: Sentence) -> list[When]:
    """The time expressions of a sentence in order; weekdays and "yesterday" need a day of publication."""
    published = date.fromisoformat(sentence.published) if sentence.published else None

    def read(i: int) -> When | None:
        when = _calendar(doc, i, sentence.end, published) or (
            _relative(doc, i, sentence.end, published) if published else None
        )
        return when if when and when.iso else None

    found = list(doc.scan(sentence, STARTS, read))
    return [opened for when in _ranges(doc, found) if (opened := _since(doc, when))]


def _ranges(doc: Document, found: list[When]) -> list[When]:
    """ "from Sept. 27 to Oct. 2", "between 1988 and 1994", "1988-1994": two expressions that are one."""
    tokens, made = doc.tokens, []
    for when in found:
        before = made[-1] if made else None
        if before and when.first == before.end + 1 and not (before.until or "/" in before.iso or "/" in when.iso):
            link, opened = (
                tokens[before.end].text.lower(),
                tokens[before.first - 1].text.lower() if before.first else "",
            )
            joined = link in DASHES or (link in TO and opened == "from") or (link in AND and opened == "between")
            if joined and (before.relative or when.relative or before.iso <= when.iso):
                made[-1] = replace(before, end=when.end, precision="interval", until=when)
                continue
        made.append(when)
    return made


def _since(doc: Document, when: When) -> When | None:
    """ "since Sept. 27", "since the early 1990s": from then to now. None where then is only what now is measured by: "the
    worst fighting since 2016", "for the first time since May"."""
    tokens, k = doc.tokens, when.first - 1
    while k >= 0 and tokens[k].text.lower() in BEFORE_A_DATE:
        k -= 1
    if k < 0 or tokens[k].text.lower() != "since" or when.until:
        return when
    if any(doc.kids(n, "relcl") for n in range(when.first, when.end)):
        return when  # "since 1994, when a truce halted the war": the day of the truce
    measured = tokens[k].head
    if any(tokens[m].tag in ("JJS", "RBS") or tokens[m].lemma in ("first", "only") for m in doc.kids(measured)):
        return None
    return replace(when, is_open=True, precision="interval")


def _calendar(doc: Document, i: int, end: int, published: date | None) -> When | None:
    """ "Oct. 12", "12 October 2020", "the 12th of October", "Oct. 10-12", "2020-10-12", "1994", "1988-94", "the 1990s"."""
    tokens = doc.tokens
    text = tokens[i].text.lower()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and is_edtf(text):
        return When(i, i + 1, text, "day")
    if (years := re.fullmatch(r"((?:1[89]|20)\d\d)[-–](\d{4}|\d\d)", text)) and _years(*years.groups()):
        return When(i, i + 1, _years(*years.groups()), "interval")
    if re.fullmatch(r"(?:1[89]|20)\d0s", text):
        return When(i, i + 1, text[:3] + "X", "decade")
    after = tokens[i + 1].text.lower() if i + 1 < end else ""
    if text in MONTHS and tokens[i].text[:1].isupper():
        day = _number(after) if after[:1].isdigit() and len(after) <= 4 and not re.fullmatch(r"\d{4}", after) else None
        return _month(doc, i, i + (2 if day else 1), end, MONTHS[text], day, published)
    named = i + 2 if after == "of" and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", text) else i + 1
    month = tokens[named].text if named < end else ""
    if month.lower() in MONTHS and month[:1].isupper() and text[:1].isdigit() and (day := _number(text)) and day <= 31:
        return _month(doc, i, named + 1, end, MONTHS[month.lower()], day, published)
    counts = tokens[i].dep in ("nummod", "quantmod") and tokens[tokens[i].head].tag in ("NNS", "CD")  # "2000 men"
    counts = counts or after in COUNTED
    if re.fullmatch(r"(?:19|20)\d\d", text) and not counts:
        if after in DASHES and i + 2 < end and (years := _years(text, tokens[i + 2].text)):
            return When(i, i + 3, years, "interval")
        return When(i, i + 1, text, "year")
    return None


def _years(first: str, last: str) -> str:
    """The interval of "1988-94" or "1988-1994", "" for anything else ("2020-10" is a month)."""
    if not re.fullmatch(r"\d{4}|\d\d", last):
        return ""
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else ""


def _month(
    doc: Document, first: int, k: int, end: int, month: int, day: int | None, published: date | None
) -> When | None:
    tokens = doc.tokens
    last = 0
    if day and k + 1 < end and tokens[k].text in DASHES and re.fullmatch(r"\d{1,2}", tokens[k + 1].text):
        last, k = int(tokens[k + 1].text), k + 2  # "Oct. 10-12"
    if k < end and tokens[k].text == ",":
        k += 1
    year = int(tokens[k].text) if k < end and re.fullmatch(r"(?:1[5-9]|20)\d\d", tokens[k].text) else None
    if day is None and year is None and tokens[first].text == "May" and tokens[first].pos != "PROPN":
        return None
    if year is None:
        k = k - 1 if tokens[k - 1].text == "," else k
        if published is None:
            return None
        year = _year_near(published, month, day)
        if first and tokens[first - 1].text.lower() == "last":
            year = published.year - (month >= published.month)  # "last April"
    else:
        k += 1
    start, until = _day(year, month, day), _day(year, month, last) if last else ""
    if until and start < until:
        return When(first, k, f"{start}/{until}", "interval")
    return When(first, k, start, "day" if day else "month")


def _relative(doc: Document, i: int, end: int, published: date) -> When | None:
    """What is told from the day of publication: "Monday", "yesterday", "two weeks ago", "last month", "the past three days"."""
    tokens = doc.tokens
    text = tokens[i].text.lower()
    words = [tokens[k].text.lower() for k in range(i, min(i + 4, end))]
    if text in WEEKDAYS:
        before = tokens[i - 1].text.lower() if i else ""
        shift = "last" if before in ("last", "previous") else "next" if before in ("next", "coming") else ""
        return When(i, i + 1, _weekday(published, WEEKDAYS[text], "past"), "day", f"{WEEKDAYS[text]}{shift}")
    if text in FIXED:
        return When(i, i + 1, (published - timedelta(FIXED[text])).isoformat(), "day")
    if text == "weekend":
        before = tokens[i - 1].text.lower() if i else ""
        return When(
            i, i + 1, _weekday(published, 5, "past"), "week", "w" + ("next" if before in ("next", "coming") else "")
        )
    return _counted_back(words, i, published) or _calendar_unit(words, i, published)


def _counted_back(words: list[str], i: int, published: date) -> When | None:
    """ "two days ago", "a week earlier", "over the past three days", "in the last two weeks"."""
    is_past = words[0] in ("past", "last", "previous")
    number = _number(words[1 if is_past and len(words) > 1 else 0])
    unit = next((word.removesuffix("s") for word in words[1:3] if word.removesuffix("s") in LENGTHS), "")
    if not number or not unit or len(words) < 3 or number * LENGTHS[unit] > FAR:
        return None
    start = published - timedelta(number * LENGTHS[unit])
    if is_past and words[2].removesuffix("s") == unit:
        return When(i, i + 3, f"{start.isoformat()}/{published.isoformat()}", "interval")
    if is_past or words[1].removesuffix("s") != unit or words[2] not in ("ago", "earlier", "before"):
        return None
    if words[2] == "before" and words[3:] and words[3][:1].isalnum():
        return None  # "two years before the truce": not told from the day of publication
    kept, precision = {"day": (10, "day"), "month": (7, "month"), "year": (4, "year")}.get(unit, (10, "inferred_day"))
    return When(i, i + 3, start.isoformat()[:kept], precision)


def _calendar_unit(words: list[str], i: int, published: date) -> When | None:
    """ "last week", "this month", "next year": a week from Monday to Sunday."""
    step = STEPS.get(words[0])
    if step is None or len(words) < 2:
        return None
    if words[1] == "week":
        monday = published + timedelta(7 * step - published.weekday())
        return When(i, i + 2, f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}", "week")
    months = published.year * 12 + published.month - 1 + step
    ways = {"month": f"{months // 12}-{months % 12 + 1:02d}", "year": str(published.year + step)}
    return When(i, i + 2, ways[words[1]], words[1]) if words[1] in ways else None


def _weekday(published: date, weekday: int, side: str) -> str:
    """The nearest such weekday on or before ("past"), or on or after ("future"), publication."""
    ahead = (weekday - published.weekday()) % 7
    return (published + timedelta(ahead if side == "future" or ahead == 0 else ahead - 7)).isoformat()


def in_tense(when: When, published: str, status: str) -> str:
    """The EDTF date of an expression for an act of this status: a weekday lies ahead for what is planned or demanded."""
    first = _in_tense(when, published, status)
    if when.is_open:
        return f"{first.partition('/')[0]}/.."
    if when.until:
        last = _in_tense(when.until, published, status)
        if when.until.relative and last < first:  # "from Monday to Wednesday" of the same week
            last = _weekday(date.fromisoformat(first), int(when.until.relative[0]), "future")
        return f"{first}/{last}" if first < last else first
    return first


def counted_from(doc: Document, sentence: Sentence, verb: int) -> str:
    """The day of a clause that another is counted from: "was made public on Sunday, a day after they had met" is the day before
    Sunday, without a day of its own the day before publication; "" for any other clause."""
    tokens = doc.tokens
    if tokens[verb].dep != "advcl":
        return ""
    mark = next((tokens[k].text.lower() for k in doc.kids(verb, "mark")), "")
    if mark not in ("after", "before") or not sentence.published:
        return ""
    counts = [_number(tokens[m].text) for k in doc.kids(verb, "npadvmod") if tokens[k].lemma == "day" for m in doc.kids(k, "det", "nummod")]
    if not counts or not counts[0]:
        return ""
    beside = {m for k in doc.kids(tokens[verb].head, "prep", "npadvmod") if k not in doc.kids(verb) for m in doc.subtree(k)}
    told = [when for when in expressions(doc, sentence) if when.first in beside and len(when.iso) == 10]
    day = date.fromisoformat(in_tense(told[0], sentence.published, "realised") if told else sentence.published)
    return (day - timedelta(days=counts[0] if mark == "after" else -counts[0])).isoformat()


def day_there(doc: Document, sentence: Sentence, verb: int, status: str) -> str:
    """The day of what is done where somebody comes on a day: "is expected on Friday in Geneva, where he will meet the envoy"."""
    tokens = doc.tokens
    if tokens[verb].dep != "relcl":
        return ""
    place = tokens[tokens[verb].head]
    there = any(tokens[k].text.lower() == "where" for k in doc.kids(verb, "advmod"))
    if not there or not sentence.published:
        return ""
    above = doc.clause(place.head) if place.head != place.i else place.i
    beside = {m for k in doc.kids(above, "prep", "npadvmod") for m in doc.subtree(k)} - set(doc.subtree(verb))
    told = [when for when in expressions(doc, sentence) if when.first in beside and len(when.iso) == 10]
    return in_tense(told[0], sentence.published, status) if told else ""


def _in_tense(when: When, published: str, status: str) -> str:
    if not when.relative or not published:
        return when.iso
    day = date.fromisoformat(published)
    ahead = status in ("planned", "demanded", "declined", "threatened", "hypothetical") or when.relative.endswith(
        "next"
    )
    side = "future" if ahead and not when.relative.endswith("last") else "past"
    if when.relative.startswith("w"):  # a weekend: Saturday and Sunday
        saturday = date.fromisoformat(_weekday(day, 5, side))
        if day.weekday() == 6 and side == "future" and not when.relative.endswith("next"):
            saturday = day - timedelta(1)  # it is Sunday: this weekend
        return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"
    number = int(when.relative[0])
    if when.relative.endswith("last"):  # never today: "last Wednesday" told on a Wednesday
        return _weekday(day - timedelta(1), number, "past")
    if when.relative.endswith("next"):  # of the next week, as news has it
        return (day + timedelta(7 - day.weekday() + number)).isoformat()
    return _weekday(day, number, side)


def owner(doc: Document, when: When, by_token: dict[int, Match]) -> Match | None:
    """The match a time expression belongs to: the nearest one above it in the tree."""
    i = when.first
    for k in [i, *doc.ancestors(i)]:
        if k in by_token:
            return by_token[k]
    return None


def names_another(doc: Document, when: When, by_token: dict[int, Match]) -> bool:
    """ "the 2011-2012 uprising", "the 2016 Peace Accord": a year before a noun dates what the noun names, nothing else."""
    token = doc.tokens[when.end - 1]
    before = token.dep in ("nummod", "compound", "nmod", "amod") and token.head >= when.end
    return before and when.precision in ("year", "interval", "decade") and token.head not in by_token


def told_of(doc: Document, when: When, matches: list[Match]) -> Match | None:
    """The match of a clause that hangs on a time expression: "since 1994, when a truce halted the war"."""
    return next((match for match in matches if when.first <= doc.tokens[match.verb].head < when.end), None)


def is_historical(iso: str, published: str) -> bool:
    """True if a date lies before the current crisis (RECENT_DAYS before publication)."""
    if not iso or not published:
        return False
    iso = iso.partition("/")[0]
    if iso.endswith("X"):
        return iso[:3] < published[:3]
    limit = (date.fromisoformat(published) - timedelta(RECENT_DAYS)).isoformat()
    return iso < limit[: len(iso)] if len(iso) == 4 else iso < limit
