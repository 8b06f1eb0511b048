"""A person's name, time zone and language."""
