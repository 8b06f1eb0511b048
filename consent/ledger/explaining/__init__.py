"""What entries mean: their openings, the words for people, the state that they add up to.

Everything here is also written down as data (`rules`), which the offline verifiers carry inside.
"""
