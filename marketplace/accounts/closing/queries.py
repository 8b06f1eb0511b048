"""What must be done first: reasons of this package why an account cannot be closed yet."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.holding import is_held
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import Role


def blocks_closing(session: Session, account_id: UUID) -> Iterator[str]:
    held = select(RoleGrant.account_id).where(RoleGrant.role == Role.ADMIN, is_held())
    # Locked, so that the last two cannot both leave at the same moment.
    held = held.order_by(RoleGrant.id).with_for_update()
    if set(session.scalars(held)) == {account_id}:
        yield "You are the only administrator. Give somebody else that role first."
