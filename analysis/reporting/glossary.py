"""The words of the reports in plain English, for readers who do not count for a living."""

from __future__ import annotations

WORDS = {
    "Coder": "the program that reads the sentences and writes down who did what to whom, whether it happened and who says so; hand coding is the same done by a person.",
    "Mention": "one act in one sentence. Several mentions that tell the same act are one event.",
    "Event": "one act, however many sentences tell it. Reports count events, not sentences.",
    "Told as fact, claimed": "the article itself tells it, or only somebody in it does. Neither says that it is true.",
    "Publisher, source": "articles of one publisher are one source, and so are articles that carry the same sentence.",
    "Line of an actor": "an official text carries it: what the text narrates is that actor's word.",
    "Draws": "the articles are picked anew many times, some twice and some not at all, and everything is counted again each time.",
    "95 % interval": "the range into which 95 of 100 draws fall, or for a share the range its rule (Wilson's) gives: how far the number would move had other such articles been read.",
    "Contact": "one meeting, call, visit or round of talks on a day. Brokering and talks without a day are events of talks, but no contacts.",
    "Attempt, step": "an attempt at mediation is what the same mediators did within days of each other; its steps are calls, offers, answers, talks, agreements and breaches.",
    "Refusal": "a no to talks, a truce or terms. Refusing to believe a report, or to step down, is none.",
    "Sign of a tie": "cooperative or hostile, whichever two actors' acts towards each other more often were.",
    "By chance": "how often random worlds give as much. Only what is rare in them says anything.",
    "Score": "how hostile (−10) or cooperative (10) a kind of act is, from the list of event types called PLOVER.",
    "Insufficient": "fewer than five events, so that nothing can be said; for the interval of a median, fewer than six.",
    "Precision, recall": "the share of the coder's events that a human found too, and the share of the human's that it found; F1 is both in one number.",
    "Quad": "the four kinds of acts: words or deeds, cooperative or hostile.",
    "Alpha": "how far publishers agree beyond chance: 1 always, 0 as chance would have it.",
    "Attention balance": "of contacts. 1: as many contacts with one party as with the other; 0: all with one.",
    "Tilt": "1: acts towards this party only cooperative and towards the other only hostile; −1 the reverse; 0 even.",
    "Betweenness": "the share of the shortest indirect ways between any two actors that run over this actor.",
    "Mean score": "the mean of the scores of all acts of a pair.",
    "Frustration, balance": "how many ties would have to change for everybody's friends to be friends; 1: none.",
}
OF_REPORT = {
    "mediation": ("Coder", "Mention", "Event", "Told as fact, claimed", "Line of an actor", "Contact", "Attempt, step", "Refusal", "Draws", "95 % interval", "Insufficient", "Attention balance", "Tilt",
                  "Betweenness", "Sign of a tie", "Frustration, balance", "By chance"),
    "chronicle": ("Coder", "Mention", "Event", "Told as fact, claimed", "Line of an actor", "Publisher, source", "Score", "Draws", "95 % interval", "Precision, recall", "Quad", "Insufficient"),
    "quality": ("Coder", "Mention", "Event", "Publisher, source", "Draws", "95 % interval", "Precision, recall", "Quad", "Alpha", "Attention balance", "Tilt",
                "Betweenness", "Mean score", "Frustration, balance", "Insufficient"),
}  # fmt: skip


def words(report: str) -> list[tuple[str, str]]:
    """The words of a report and what they mean; none for a report of another name."""
    return [(name, WORDS[name]) for name in OF_REPORT.get(report, ())]
