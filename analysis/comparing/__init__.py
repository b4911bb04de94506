"""Comparing: two runs with one another, and one run with a data set somebody else made.

Two runs: `runs` reads both and finds which coding and which event is which; `changes` lists what is new, gone,
changed or renamed and why; `diff_command` says it in sentences.

Reference data: `layouts` reads a file as its makers publish it; `correspondence` puts its actors and types in our
terms (mappings: data/reference); `own_deeds` puts our interactions beside them; `matching` finds partners;
`agreement_tables` counts; `compare_command` writes.
"""
