"""Whole threads with their openings, for those whom they are about and those who may read all."""
