"""Money for the demo's orders: whoever keeps the books brings it, in the transaction of the scene
that needs it, so that books and budgets tell one story."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.money import Money

Brings = Callable[[Session, UUID, Money], None]
brings: tuple[Brings, ...] = ()
"""Answered by payouts: `assembly` fills it."""


def bring(session: Session, order_id: UUID, amount: Money) -> None:
    for provider in brings:
        provider(session, order_id, amount)
