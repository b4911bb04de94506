"""The words of the reports in plain English, for readers who do not count for a living."""

from __future__ import annotations

WORDS = {
    "Mention": "one act in one sentence. Several mentions that tell the same act are one event.",
    "Event": "one act, however many sentences tell it. Reports count events, not sentences.",
    "Told as fact, claimed": "the article itself tells it, or only somebody in it does. Neither says that it is true.",
    "Publisher, source": "articles of one publisher are one source, and so are articles that carry the same sentence.",
    "95 % interval": "had other articles like these been read, the number would lie between these two in 95 of 100 cases.",
    "Draws": "the articles are picked anew at random many times and everything is counted again; that gives the intervals.",
    "Score": "how hostile (−10) or cooperative (10) a kind of act is, from the list of event types called PLOVER.",
    "Insufficient": "fewer than five events, so that nothing can be said.",
    "Precision, recall": "the share of the coder's events that a human found too, and the share of the human's that it found; F1 is both in one number.",
    "Quad": "the four kinds of acts: words or deeds, cooperative or hostile.",
    "Alpha": "how far publishers agree beyond chance: 1 always, 0 as chance would have it.",
    "Attention balance": "1: as many contacts with one party as with the other; 0: all with one.",
    "Tilt": "1: acts towards this party only cooperative and towards the other only hostile; −1 the reverse; 0 even.",
    "Betweenness": "the share of the shortest indirect ways between any two actors that run over this actor.",
    "Mean score": "the mean of the scores of all acts of a pair.",
    "Frustration, balance": "how many ties would have to change for everybody's friends to be friends; 1: none.",
}
OF_REPORT = {
    "chronicle": ("Mention", "Event", "Told as fact, claimed", "Publisher, source", "Score", "95 % interval", "Draws", "Precision, recall", "Quad", "Insufficient"),
    "quality": ("Mention", "Event", "Publisher, source", "95 % interval", "Draws", "Precision, recall", "Quad", "Alpha", "Attention balance", "Tilt",
                "Betweenness", "Mean score", "Frustration, balance", "Insufficient"),
}  # fmt: skip


def words(report: str) -> list[tuple[str, str]]:
    """The words of a report and what they mean; none for a report that explains its own."""
    return [(name, WORDS[name]) for name in OF_REPORT.get(report, ())]
