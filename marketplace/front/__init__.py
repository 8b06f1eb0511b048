"""The first pages: what Fairtake is, and where one arrives after signing in."""
