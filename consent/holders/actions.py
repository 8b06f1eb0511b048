"""Handing over what was built, by somebody who answers for it."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from consent.holders.handing import Handover, hand_over
from foundation.actors import Actor, Power
from foundation.database import transaction


def deliver(
    handover: Handover, *, publish: Callable[[Session], None] | None = None, actor: Actor
) -> None:
    """For a slice that has no transaction of its own around it."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        hand_over(session, handover, publish=publish or (lambda _: None), actor=actor)
