"""What the agreements say: the sentences that tell them and their terms, whole, linked and in their order.

Most terms are no act of one actor to another, so that the coder codes few of them ("prisoners are to be exchanged"). They
are therefore found by where they stand and by their words: in the article that first tells the agreement most fully, the
sentences that tell it, and of those soon after them every one that says what is to be done or left, unless somebody's
remark; and in later articles those that name the agreement as what they stand under.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.cites import quoted
from analysis.reporting.data import Run
from analysis.reporting.turning import AGREED, agreed_at
from analysis.reporting.wording import OUTCOMES, count, day

PLEDGING = ("", "ceasefire", "settle", "sign")  # modes of AGREE that bind; readiness to talk does not
NEAR, LATER, BEFORE = 8, 7, 2  # sentences after the agreement's; days after its day and before it, on which it is told
MOST_AGREEMENTS, MOST_SENTENCES, LONGEST = 8, 10, 420
BINDS = re.compile(
    r"\b(?:must|shall|will|(?:is|are) (?:due )?to(?! blame)|(?:is|are) (?:being )?(?:obliged|required)|remain\w* to|commits?|reaffirmed|provid\w+ for|undert\w+|guarantee[sd]?"
    r"|not mentioned|left open|under (?:its|the) (?:terms|accord|agreement|deal|statement))\b",
    re.IGNORECASE,
)  # fmt: skip
REMARK = re.compile(r"\b(?:said|says|told|warned|accus\w+|insist\w+|claim\w+|cautioned|described|urg\w+|demand\w*|called for|hop\w+|repeated)\b", re.IGNORECASE)
UNDER = re.compile(r"\bunder (?:the|that|this) (?:\w+ ){0,2}(?:accord|agreement|ceasefire|deal|document|settlement|statement|truce)\b", re.IGNORECASE)


def agreements(run: Run) -> list[tuple[str, str, list[str]]]:
    """(day, what and through whom, the events that tell it) of what the parties agreed, by day: the agreements that attempts
    at mediation led to, and other pledges of both parties told as fact."""
    found, known = [], set()
    for chain in run.chains[run.chains["agreed_date"] != ""].itertuples():
        best = agreed_at(run, chain)
        own = run.chain_steps[(run.chain_steps["chain_id"] == chain.chain_id) & run.chain_steps["stage"].isin(AGREED)]
        known |= set(own["event_id"])
        if best is not None:
            through = f" through {run.names(chain.conveners)}" if chain.conveners else ""
            found.append((chain.agreed_date, OUTCOMES[chain.outcome] + through, [best.event_id, *own["event_id"]]))
    verbs = set(run.codings.loc[run.codings["predicate_id"].str.startswith("VERB:"), "coding_id"])  # not "with the agreement of both"
    rest = run.in_window[(run.in_window["event_type"] == "AGREE") & (run.in_window["status"] == "realised") & run.in_window["mode"].isin(PLEDGING)]
    for event in rest.itertuples():
        named = {*event.source.split(";"), *event.target.split(";")}
        told_as_fact = "NARRATOR" in event.claimants.split(";") and len(event.event_date) == 10
        if len(run.parties) == 2 and set(run.parties) <= named and told_as_fact and event.event_id not in known and event.evidence in verbs:
            found.append((event.event_date, "pledge of both parties", [event.event_id]))
    return sorted(found)


def passage(run: Run, when: str, events: list[str], until: str) -> list[str]:
    """The sentences that tell an agreement of a day and its terms, in the order of article and sentence; later articles count
    up to the day before `until`, that of the next agreement ("" for none)."""
    told = run.mentions[run.mentions["event_id"].isin(events)]["coding_id"].str.split("/").str[0]
    first, last = _moved(when, -BEFORE), min(_moved(when, LATER), _moved(until, -1) if until else "9999")
    telling: dict[str, list[str]] = {}
    for name in dict.fromkeys(told):
        if name in run.sentence_of and first <= _published(run, name) <= max(last, when):
            telling.setdefault(run.sentence_of[name].article_id, []).append(name)
    passages = [_in_article(run, article, names) for article, names in sorted(telling.items(), key=lambda item: (run.published[item[0]], item[0]))]
    best = max(passages, key=len, default=[])  # of several as full the first
    own = {run.sentence_of[name].article_id for name in best}
    after = {name for name, published in run.published.items() if best and name not in own and when < published <= last}
    later = [row.sentence_id for row in run.sentences[run.sentences["article_id"].isin(after)].itertuples() if UNDER.search(row.text)]
    return [*best, *later][:MOST_SENTENCES]


def _in_article(run: Run, article: str, telling: list[str]) -> list[str]:
    rows = run.sentences[(run.sentences["article_id"] == article) & (run.sentences["sentence_kind"] == "sentence")]
    first = min(telling, key=lambda name: int(run.sentence_of[name].sentence_no))
    start = int(run.sentence_of[first].sentence_no)
    near = rows[rows["sentence_no"].astype(int).between(start, start + NEAR)].sort_values("sentence_no")
    of_it = lambda row: (row.sentence_id in telling or BINDS.search(row.text)) and not REMARK.search(row.text)  # noqa: E731
    return [row.sentence_id for row in near.itertuples() if row.sentence_id == first or of_it(row)]


def _published(run: Run, sentence_id: str) -> str:
    return run.published[run.sentence_of[sentence_id].article_id]


def _moved(when: str, days: int) -> str:
    return (pd.Timestamp(when) + pd.Timedelta(days=days)).strftime("%Y-%m-%d")


def table(run: Run) -> Block:
    """A row an agreement: its day, what it is, and the sentences that say what it provides."""
    rows, shown, found = [], [], agreements(run)
    for k, (when, what, events) in enumerate(found[-MOST_AGREEMENTS:], max(0, len(found) - MOST_AGREEMENTS)):
        names = passage(run, when, events, next((later for later, _, _ in found[k + 1 :] if later > when), ""))
        shown += names
        if names:
            rows.append([[(day(when), "b")], what, [part for name in names for part in (*quoted(run, name, LONGEST), (" ", ""))]])
    if not rows:
        return blocks.paragraph("What was agreed: no agreement between the parties was found, so that there are no terms to quote.")
    coded = set(run.codings["sentence_id"])
    n = sum(name in coded for name in dict.fromkeys(shown))
    return blocks.table(["Agreed", "What", "What the texts say of it"], rows, [0.9, 1.5, 6.6],
                        f"What was agreed, in the words of the articles ({count(len(dict.fromkeys(shown)), 'sentence')}, {n} with a coding). Quoted are the sentences that tell an agreement and those soon after that say what is to be done under it (“must”, “are to”, “provides for”). They are chosen by these words and not understood: a term told otherwise is missing, and what an article says of an agreement is not its text.")  # fmt: skip
