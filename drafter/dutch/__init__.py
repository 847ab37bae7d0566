"""Dutch as parliament reads it: dates, names, forms of address, committees and meetings.

Nothing here reads a file or knows the rest of drafter: the tables in `data/` come in as
plain rows (dictionaries and lists of text), and every rule names its source.
"""
