"""A C2SP tlog-witness: signs that a log only grew, for whoever does not trust its keeper.

Needs no database of the application and none of its settings: a folder is all it has.
"""
