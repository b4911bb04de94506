"""Whose word it is: what is claimed and denied by whom, what the losses are said to be, who is heard.

ledger   one row per event somebody vouches for or denies, and who contradicts it
costs    the dead, the wounded, the displaced as each claimant counts them; never summed across sides
accord   whether publishers tell the same events alike
heard    publishers and the voices they carry: counts, residuals, balance between the parties
"""
