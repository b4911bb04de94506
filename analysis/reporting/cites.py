"""Quoted sentences, their marks (A12·7: sentence 7 of article 12), and the list of sources the marks lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from urllib.parse import urlsplit

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.data import Run
from analysis.reporting.wording import day

MOST_ADDRESSES, LONGEST = 6, 600
MOST_ARTICLES = 200


def mark(run: Run, coding_id: str) -> Words:
    """The short mark of a coding's sentence, a link to it in the list of sources. No words for an unknown coding."""
    return sentence_mark(run, coding_id.partition("/")[0])


def sentence_mark(run: Run, sentence_id: str) -> Words:
    """The short mark of a sentence; whoever asks for it quotes the sentence."""
    if sentence_id not in run.sentence_of:
        return ("", "", "")
    run.quoted.add(sentence_id)
    row = run.sentence_of[sentence_id]
    name = f"A{run.numbers[row.article_id]}·{row.sentence_no}"
    return (name, "m", f"#{name}")


def marks(run: Run, coding_ids: list[str]) -> list[Words]:
    """Marks of several codings after a sentence of the report's own, each sentence once."""
    made: dict[str, Words] = {}
    for coding_id in coding_ids:
        found = mark(run, coding_id)
        if found[0]:
            made.setdefault(found[0], found)
    return [part for found in made.values() for part in ((" ", ""), found)]


def of_events(run: Run, events: pd.DataFrame, most: int = 1) -> list[Words]:
    """Marks of the events most articles tell."""
    ranked = events.sort_values(["n_articles", "n_mentions", "event_id"], ascending=[False, False, True])
    return marks(run, list(ranked.head(most)["evidence"]))


def quoted(run: Run, sentence_id: str, longest: int) -> list[Words]:
    """A sentence in quotation marks, cut at a word where it is long, and its mark: for what no coding carries."""
    text = run.sentence_of[sentence_id].text
    cut = text if len(text) <= longest else text[:longest].rpartition(" ")[0] + "…"
    return [(f"“{cut}” ", ""), sentence_mark(run, sentence_id)]


def marked(run: Run, coding_id: str, longest: int = 330) -> list[Words]:
    """The sentence of a coding in quotation marks, its trigger in bold, its mark and who published it.

    Long sentences are cut around the trigger; the marks say that the words are the article's, not the report's. Where the
    text carries an actor's line, or an analyst corrected the coding, that is said.
    """
    row = run.evidence.loc[coding_id]
    start, end = int(row.char_start - row.sentence_start), int(row.char_end - row.sentence_start)
    text = row.sentence
    left = max(0, start - longest // 2) if len(text) > longest else 0
    left = text.find(" ", left, start) + 1 or left if left else 0  # not in the middle of a word
    right = min(len(text), left + longest)
    right = max(text.rfind(" ", end, right), end) if right < len(text) else right
    words: list[Words] = [
        ("“" + ("…" if left else "") + text[left:start], ""),
        (text[start:end], "b"),
        (text[end : max(end, right)] + ("…" if right < len(text) else "") + "” ", ""),
        mark(run, coding_id),
        (f" {row.publisher or 'no publisher'}{line_of(run, row.official_line)}", "i"),
    ]
    return words + ([(f" [corrected by an analyst: {', '.join(row.corrected.split())}]", "b")] if row.corrected else [])


def line_of(run: Run, official_line: str) -> str:
    """", line of Azerbaijan" for a text that carries an actor's official line, whose words are that actor's; else ""."""
    return f", line of {run.label(official_line)}" if official_line else ""


def admitted_by(event) -> list[str]:
    """Who has suffered an act of force and says that it happened: a loss one admits (codes, sorted)."""
    taken = event.status == "realised" and event.event_type in ("ASSAULT", "COERCE") and event.direction == "directed"
    return sorted(set(event.claimants.split(";")) & set(event.target.split(";")) - {""}) if taken else []


def sayers(run: Run, event, without: Collection[str] = ()) -> list[str]:
    """The claimants of an event (a row with event_id and claimants) but `without` some, in words, those a text quotes first. Who is only said to
    say so because a text that carries its line narrates it has said nothing itself: "the line of Azerbaijan"."""
    spoken = run.spoken.get(event.event_id, frozenset())
    codes = [code for code in event.claimants.split(";") if code and code not in without]
    narrated = [code for code in codes if code in run.lines and code not in spoken]
    return [*(run.label(code) for code in codes if code not in narrated), *(f"the line of {run.label(code)}" for code in narrated)]


def who_says(run: Run, event) -> str:
    """The claimants of an event as one text, "nobody named" for none."""
    return ", ".join(sayers(run, event)) or "nobody named"


def sources(run: Run, every: bool = False) -> Block:
    """The articles quoted in this report (`every`: all articles), each with its addresses and its quoted sentences in full.

    Call it last: it lists what the blocks before it have quoted.
    """
    sentences: dict[str, dict[int, str]] = defaultdict(dict)
    for row in (run.sentence_of[name] for name in sorted(run.quoted)):
        sentences[row.article_id][int(row.sentence_no)] = row.text
    ordered = sorted(run.numbers, key=run.numbers.__getitem__)
    chosen = [name for name in ordered if name in sentences]
    if every:
        chosen = [name for k, name in enumerate(ordered) if name in sentences or k < MOST_ARTICLES]
    about = run.articles.set_index("article_id")
    entries = [
        {
            "key": f"A{run.numbers[name]}",
            "head": _head(run, about.loc[name], name),
            "sentences": [
                {"key": f"A{run.numbers[name]}·{number}", "number": str(number), "text": _cut(text)}
                for number, text in sorted(sentences[name].items())
            ],
        }
        for name in chosen
    ]
    rest = len(run.articles) - len(chosen)
    more = f" {rest} more are in articles.csv." if rest else ""
    of = "All articles" if every and not rest else "The articles quoted here"
    note = f"{of}, by number; after each the sentences this report quotes, with their numbers.{more} Full addresses: articles.csv."
    return blocks.sources(entries, note)


def _head(run: Run, article, name: str) -> list[Words]:
    """Day, title, publisher, id, and the addresses by their hosts."""
    words: list[Words] = [
        (f"{article.title or name}. ", "b"),
        (f"{article.publisher or 'no publisher'}{line_of(run, article.official_line)}, {day(article.published)}. ", ""),
        (f"{name} ", "i"),
    ]
    found = [address for address in str(article.url).split() if address.startswith(("http://", "https://"))]
    if found:
        words.append(("facts from " if article.article_kind == "reconstruction" else "at ", "i"))
    for address in found[:MOST_ADDRESSES]:
        words += [(_host(address), "m", address), (" ", "")]
    return words + ([(f"and {len(found) - MOST_ADDRESSES} more", "i")] if len(found) > MOST_ADDRESSES else [])


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "address").removeprefix("www.")
    except ValueError:
        return "address"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"
