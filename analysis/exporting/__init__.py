"""The tables in the layouts other programs and data sets use. Pure functions of tables; only schemes.py does I/O.

layouts, days, lookups     columns of every layout (data/reference/export_columns.csv), safe cells; dates; what a row needs
events_plover              PLOVER records (JSON lines) and POLECAT rows
cameo                      CAMEO dyads as Phoenix and GDELT 2.0 print them
incidents, tolls           lethal incidents (UCDP GED), incidents of all kinds (ACLED's shape); numbers of deaths
mediation                  mediation events, after MEND
graphfiles, hypergraph     Gephi, GraphML, Pajek, UCINET, signnet, relational events; HIF
whole                      all tables: Parquet, Data Package
schemes, command           the list of schemes and `parley export`
"""
