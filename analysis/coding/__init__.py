"""Parses -> codings, one module a question.

document (the tree) -> mentions, references, actors (who) ; predicates, slots (what, and who does it to whom) ;
governors, status, claims (did it happen, who says so) ; dates, places, quantities ; coder puts a document together.
"""
