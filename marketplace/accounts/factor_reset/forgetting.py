"""What closing an account erases here: that factors were reset stays known, why does not."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.accounts.factor_reset.models import FactorReset


def forget(session: Session, account_id: UUID) -> None:
    theirs = update(FactorReset).where(FactorReset.account_id == account_id)
    session.execute(theirs.values(because=""))
