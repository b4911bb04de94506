"""Notebooks -> PDF reports: what a notebook shows goes as data into one Typst template; article text never acts as markup."""
