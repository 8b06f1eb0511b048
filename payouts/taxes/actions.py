"""A performer says where they are resident for tax; finance notes what Stripe says of the form."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.database import transaction
from payouts.taxes import news, policy
from payouts.taxes.errors import (
    NothingDeclared,
    NotYourOwnForm,
    PayeeNotFound,
    ResidentsAreUsPersons,
)
from payouts.taxes.models import Form, FormState, TaxDeclaration, TaxForm
from payouts.taxes.standing import earns, form_for, standing


def declare_status(*, country: str, us_person: bool, actor: Actor) -> bool:
    """False where they had said so before. Their form is asked for at once: early, not in January.
    Raises ResidentsAreUsPersons."""
    with transaction() as session:
        actor.require(policy.may_declare(actor))
        if country == "US" and not us_person:
            raise ResidentsAreUsPersons
        known = standing(session, actor.id)
        before = known.declaration
        if before and (before.country, before.us_person) == (country, us_person):
            return False
        n = before.n + 1 if before else 1
        declaration = TaxDeclaration(
            performer_id=actor.id, n=n, country=country, us_person=us_person
        )
        session.add(declaration)
        session.flush()
        audit.record(session, actor, "tax.declared", actor.id)
        wanted = form_for(declaration)
        if known.form is None or known.form.form is not wanted:
            _note(session, actor.id, known.form, wanted, FormState.ASKED, SYSTEM)
            news.tell_form_asked(session, actor.id, wanted)
        return True


def note_form(performer_id: UUID, state: FormState, *, actor: Actor) -> bool:
    """False where it stood so before. Raises NothingDeclared, PayeeNotFound, and NotYourOwnForm:
    whoever says that a form is there ends what is withheld."""
    with transaction() as session:
        actor.require(policy.may_keep_taxes(actor))
        if actor.id == performer_id:
            raise NotYourOwnForm
        known = standing(session, performer_id)
        if known.declaration is None:
            raise NothingDeclared if earns(session, performer_id) else PayeeNotFound
        wanted = form_for(known.declaration)
        if known.form and (known.form.form, known.form.state) == (wanted, state):
            return False
        _note(session, performer_id, known.form, wanted, state, actor)
        audit.record(session, actor, "tax.form_noted", performer_id, state=state.value)
        news.tell_form(session, performer_id, wanted, state)
        return True


def _note(
    session: Session,
    performer_id: UUID,
    before: TaxForm | None,
    form: Form,
    state: FormState,
    actor: Actor,
) -> None:
    n = before.n + 1 if before else 1
    session.add(TaxForm(performer_id=performer_id, n=n, form=form, state=state, noted_by=actor.id))
    session.flush()
