"""What is asked about budgets."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.hooks import Queue
from marketplace.budgets.models import Budget


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    unconfirmed = select(func.count(), func.min(Budget.made_at)).where(Budget.confirmed_minor == 0)
    yield Queue("Budgets to confirm", *session.execute(unconfirmed).one())
