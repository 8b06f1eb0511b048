"""On first pages: what a performer still owes the tax office's questions, and payments to it that
wait for a second person."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from payouts.taxes import passed_on, policy, saying
from payouts.taxes.standing import earns, form_for, standing


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if policy.may_keep_taxes(actor):
        for each in passed_on.proposed(session):
            if each.noted_by != actor.id:
                said = (
                    f"Approve {saying.amount(each.amount)} as passed on to the tax office, or not"
                )
                yield Waiting(said, f"/finance/taxes/passed-on/{each.id}")
    if not policy.may_declare(actor):
        return
    known = standing(session, actor.id)
    if known.declaration is None:
        if earns(session, actor.id):
            yield Waiting("Say where you are resident for tax", "/taxes")
    elif known.is_us and not known.has_form:
        yield Waiting(f"Give Stripe your {saying.FORMS[form_for(known.declaration)]}", "/taxes")
