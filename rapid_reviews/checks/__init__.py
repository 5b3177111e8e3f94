"""Checks that only a merged chronology can make. Pure functions over plain rows: no models, no queries, no clock.

Each is a suggestion to look and never says that anything went wrong. What the words mean to them stands in
`lexicon`; how long is long stands in `Thresholds`. All are local rules.
"""
