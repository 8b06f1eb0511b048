"""Telling holders that a recording may no longer be used, until each has said what it did."""
