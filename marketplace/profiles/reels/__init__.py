"""Reels: what performers show of themselves. Never a recording, and nothing can make one of it."""
