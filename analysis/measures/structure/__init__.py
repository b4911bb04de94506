"""The shape of the network: signs and balance, brokerage, key actors, backbones, talks of many.

signed      the signed graph of relation and communication: triads, frustration, walk balance
brokerage   Gould-Fernandez roles of who stands between two others
keyplayers  whose absence breaks the network apart
backbone    which edges stand out, and which rest on more than one voice
talks       talks of more than two as hyperedges: who came, who was invited, who stayed away
"""
