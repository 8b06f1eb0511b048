"""That a take's copies are to be made again, and that they are."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.takes.checking.models import TakeCopying


def want(session: Session, take_id: UUID) -> None:
    """A step, under the take's lock: its copies are made soon."""
    found = session.get(TakeCopying, take_id, populate_existing=True)
    if found is None:
        found = TakeCopying(take_id=take_id)
        session.add(found)
    found.wanted, found.is_due = found.wanted + 1, True


def end(session: Session, take_id: UUID, wanted: int) -> None:
    """A step, under the take's lock: made, unless more was withheld meanwhile."""
    found = session.get_one(TakeCopying, take_id, populate_existing=True)
    found.made, found.is_due = wanted, found.wanted > wanted
