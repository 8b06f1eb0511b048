"""Ids as the drivers write them, read at the speed of a million: SQLite's writes text."""

from typing import Any
from uuid import UUID, SafeUUID

Written = Any
"""An id as the driver writes it. Of thousands most are only counted: making ids of all of them may
take as long as all the rest."""
_SAFETY = SafeUUID.unknown


def as_uuid(found: Any) -> UUID:
    """What UUID() makes of 32 digits without looking at them: the database has checked them."""
    if isinstance(found, UUID):
        return found
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int(found, 16))
    object.__setattr__(made, "is_safe", _SAFETY)
    return made
