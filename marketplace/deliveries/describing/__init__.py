"""Saying what a delivery is, to people and to tools: pure, over one frozen value."""
