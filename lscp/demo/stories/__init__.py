"""Demo cases. `tale` and `plot` say how a story is written down; the modules in `library` hold them.

`acts` are the steps people take, through the real actions; `stage` plays every plot's steps in order of time.
"""
