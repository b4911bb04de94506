"""The network science: pure functions of tables. Nothing here reads or writes a file.

tellings, clusters, accounts, layers              codings -> events
dyads                                             events -> interactions
edges, parties, roles, positions, balance, graphs interactions -> network
alignment, agreement                              codings against gold
ontology, records                                 what the others share: meanings of event types, tables as rows
"""
