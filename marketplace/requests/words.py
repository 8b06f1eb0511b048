"""The closed sets that only scene requests speak in."""

from enum import StrEnum


class Remedy(StrEnum):
    """What the client gets where consent is withdrawn later: never a performer's money."""

    REPLACEMENT = "replacement"
    CREDIT = "credit"


class Named(StrEnum):
    NAMED = "named"
    SEALED = "sealed"
    """Sector and purposes are shown; the name in confidence, with the offer."""


class Union(StrEnum):
    NONE = "none"
    """Said to everyone."""
    AGREEMENT = "agreement"
