"""Recordings by their ids: what each is, whose consent it carries, how its take was judged."""
