"""Judging takes and appealing what was decided."""
