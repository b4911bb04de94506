"""Parley: news articles about a conflict -> tables of events and interactions, a network, reports.

The river: articles -> parses -> codings -> events -> interactions -> network -> reports; scores compare codings with
gold. A stage is a module in analysis.stages named after its table; analysis.runner does all reading and writing.
"""

__version__ = "0.1.0"
