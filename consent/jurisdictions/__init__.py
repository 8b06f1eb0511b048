"""Rules that differ from place to place and change on a day, each with its source."""
