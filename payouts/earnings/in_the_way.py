"""What keeps pay that is free from being sent. Whoever knows answers; `wsgi.py` fills it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class InTheWay:
    """To its performer: what it is, and the page where they do something about it."""

    sentence: str
    url: str
    label: str


in_the_way_of: tuple[Callable[[Session, UUID], InTheWay | None], ...] = ()


def in_the_way(session: Session, performer_id: UUID) -> InTheWay | None:
    found = (each(session, performer_id) for each in in_the_way_of)
    return next((each for each in found if each is not None), None)
