"""How sure a number is: what it would be from other articles, without one publisher, or without the coder's doubts; and how it would
be by chance alone.

sums        what is a sum over events: counts, contacts, scores
resampling  bootstrap over articles, Monte-Carlo over the coder's confidence, one publisher left out
spells      the acts of a pair on each other's days: do they come in spells?
curveball   talks of the same sizes with everybody in as many: who sits together more than that gives?
swaps       networks in which everybody has as many ties: are ties returned, who brokers?
documents   the scores of the coder, had other documents been coded by hand
"""
