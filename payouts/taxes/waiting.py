"""What a performer still owes the tax office's questions, on their first page."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from payouts.taxes import policy, saying
from payouts.taxes.standing import earns, form_for, standing


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_declare(actor):
        return
    known = standing(session, actor.id)
    if known.declaration is None:
        if earns(session, actor.id):
            yield Waiting("Say where you are resident for tax", "/taxes")
    elif known.is_us and not known.has_form:
        yield Waiting(f"Give Stripe your {saying.FORMS[form_for(known.declaration)]}", "/taxes")
