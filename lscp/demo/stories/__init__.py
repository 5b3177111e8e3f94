"""Demo cases: `tale` says how a story is written down, `tales_*` hold them, `plots_*` say what becomes of each.

`acts` are the steps people take, through the real actions; `stage` plays every plot's steps in order of time.
"""
