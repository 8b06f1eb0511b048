"""Organisations that ask for scenes, and the people who act for them."""
