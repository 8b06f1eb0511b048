"""A renewal that the demo's client asked for and paid for, so that its performer is asked; another
paper that ends soon is left for whoever looks round."""

from collections.abc import Iterable
from uuid import uuid4

from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from foundation.jobs import run_due
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.budgets import demo_money
from marketplace.clients.demo import NORTHLAB
from marketplace.renewals.actions import ask_to_renew
from marketplace.renewals.due import due, key
from marketplace.renewals.jobs import JOBS
from marketplace.renewals.licensing import covers, licence_now
from marketplace.renewals.queries import page, wanted_for


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`, after the rights. What an earlier start made stays as it is."""
    session = db.session()
    is_new = not page(session, NORTHLAB, after=None, limit=1).items
    licence = licence_now(session, NORTHLAB)
    soon = [key(each) for each in due(session, NORTHLAB) if covers(licence, each)]
    session.rollback()
    if is_new and soon:
        owner = Role.CLIENT_OWNER
        ada = Actor(character("ada").id, owner, NORTHLAB, POWERS[owner])
        orders = ask_to_renew(soon[:1], actor=ada)
        with transaction() as writing:
            for order_id, costs in wanted_for(writing, orders).items():
                demo_money.bring(writing, order_id, costs)
        run_due([job for job in JOBS if job.name == "renewals.promise"], uuid4())
    return ()
