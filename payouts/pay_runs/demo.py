"""One run of what the demo's people have earned, waiting for its approval."""

from collections.abc import Iterable

from sqlalchemy import select

from foundation.actors import Actor
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from payouts.pay_runs.errors import NothingToPay
from payouts.pay_runs.models import PayRun
from payouts.pay_runs.opening import plan_on_demand


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`, after earnings. What an earlier start made stays as it is."""
    known = db.session().scalar(select(PayRun.id).limit(1))
    db.session.rollback()
    if known is None:
        finance = Actor(character("fay").id, Role.FINANCE, None, POWERS[Role.FINANCE])
        try:
            plan_on_demand(because="Everybody's first pay, before the holidays.", actor=finance)
        except NothingToPay:
            return ()
    return ()
