"""Parses -> codings, one module a question.

document, mending (the tree) -> mentions, setting, references, actors (who) ; predicates, match, slots, participants, sharing
(what, and who does it to whom) ; governors, status, claims (did it happen, who says so) ; dates, places, quantities ;
parties, context (who stands against whom, what a sentence leaves out) ; selection, merging (what is a row) ; confidence (how
sure) ; coder puts a document together, rows makes tables of it.
Around it: seam and endpoint (other coders), corrections (the analyst's), explain and command (`parley code`).
"""
