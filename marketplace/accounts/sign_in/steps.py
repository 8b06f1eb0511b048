"""Beginning and ending sign-ins: what every way in shares."""

from uuid import UUID

from sqlalchemy import select, true, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import changed
from marketplace.accounts import telling
from marketplace.accounts.models import SignIn
from marketplace.accounts.visitors import themselves


def begin(session: Session, account_id: UUID, *, second_factor: bool = False) -> UUID:
    """A step. Every sign-in is a new row with a new id: nobody can have fixed it beforehand."""
    came_from = audit.origin.get()
    sign_in = SignIn(
        account_id=account_id,
        second_factor_at=now() if second_factor else None,
        address=came_from.address,
        agent=came_from.agent[:300],
    )
    session.add(sign_in)
    session.flush()
    audit.record(
        session,
        themselves(account_id),
        "sign_in.began",
        account_id,
        sign_in=str(sign_in.id),
        second_factor=second_factor,
    )
    return sign_in.id


def warn_of_new_browser(session: Session, account_id: UUID) -> None:
    """A step. Not on the first sign-in of all: that is the person who just joined."""
    if session.scalar(select(SignIn.id).where(SignIn.account_id == account_id).limit(1)):
        telling.tell_of_new_browser(session, account_id)


def end(session: Session, actor: Actor, sign_in_id: UUID, because: str) -> bool:
    """A step. False where it had ended already."""
    if not changed(
        session,
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None))
        .values(ended_at=now(), ended_because=because),
    ):
        return False
    audit.record(session, actor, "sign_in.ended", sign_in_id, because=because)
    return True


def end_all(
    session: Session, account_id: UUID, because: str, *, except_id: UUID | None = None
) -> int:
    """A step. How many of this person's browsers were signed out by it."""
    others = SignIn.id != except_id if except_id else true()
    open_ones = select(SignIn.id).where(
        SignIn.account_id == account_id, SignIn.ended_at.is_(None), others
    )
    ids = session.scalars(open_ones).all()
    return sum(end(session, themselves(account_id), each, because) for each in ids)
