"""How a take begins, how each performer's track of it comes in, and how anybody ends it at once."""
