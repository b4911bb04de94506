"""Who brings the parties to talk, how far it gets, and what becomes of it.

links       which act speaks of which event
breaches    what is said of a breach: alleged or confirmed, by whom
steps       what each event is in a mediation: call, offer, response, talks, agreement, violation
conditions  what an actor makes its yes depend on
chains      steps of the same conveners, one after another: one attempt and how far it got
ceasefires  from the agreed hour to the first alleged and the first confirmed breach
contacts    how often two actors talked: dated, and as a text counts them
demands     what a party is asked to do, by whom, and what it answered
"""
