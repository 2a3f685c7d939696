"""The reading of prose: every number in it with what it counts, and whether the tables say the same.

A text is read once, without the tables, into mentions; a mention becomes a claim when it is held against a report.
"""
