"""Watches a ledger from outside: fetches what it serves, hashes all of it, and remembers.

Needs no database of the application and none of its settings. Believes nothing but the keys it
was given.
"""
