"""Performers: what they say of themselves, when they are free, who may act for them."""
