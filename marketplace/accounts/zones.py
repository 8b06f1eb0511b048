"""The time zones that a person may live in."""

from zoneinfo import available_timezones

_AREAS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)

NAMES = frozenset(
    zone for zone in available_timezones() if zone == "UTC" or zone.startswith(_AREAS)
)
CHOICES = tuple((zone, zone.replace("_", " ")) for zone in sorted(NAMES))
"""Value and label, for a select."""
