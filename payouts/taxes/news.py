"""Who is told what about taxes: performers, early enough that nothing has to be withheld."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from foundation.actors import Power
from foundation.webhooks.announcing import announce, announce_to_holders
from marketplace.accounts.roles import Role
from payouts.taxes.models import Form, FormState
from payouts.taxes.passing_models import TaxPassedOn
from payouts.taxes.saying import FORMS

_PERFORMERS = frozenset((Role.PERFORMER,))


def _kind(name: str, label: str, sentence: str) -> notices.Kind:
    return notices.Kind(
        name, label, "Pay", may_turn_off=False, sentence=sentence, roles=_PERFORMERS
    )


SECOND = notices.Kind(
    "tax.passing_second",
    "A payment to the tax office waits for a second person",
    "Money",
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} withheld in {{ year }} are noted as passed on to"
    " the tax office. Look at it, and approve it or not.",
    powers=frozenset((Power.APPROVE_PAY,)),
)
KINDS = (
    SECOND,
    _kind(
        "tax.status_asked",
        "Where are you resident for tax?",
        "Say where you are resident for tax: two questions, no tax number. The answer decides which"
        " form there is, if any.",
    ),
    _kind(
        "tax.form_asked",
        "A tax form is asked for",
        "{{ form }}: give it to Stripe, in your payout account. We never see it, nor your number.",
    ),
    _kind("tax.form_received", "Your tax form is there", "Stripe has your {{ form }}."),
    _kind(
        "tax.form_missing",
        "Your tax form is missing",
        "Stripe does not have a {{ form }} of yours that it can use. Give it again in your payout"
        " account; the page says what follows without it.",
    ),
)
_OF_STATE = {
    FormState.ASKED: "tax.form_asked",
    FormState.RECEIVED: "tax.form_received",
    FormState.MISSING: "tax.form_missing",
}


def tell_status_asked(session: Session, performer_id: UUID) -> None:
    _tell(session, "tax.status_asked", performer_id)


def tell_form_asked(session: Session, performer_id: UUID, form: Form) -> None:
    tell_form(session, performer_id, form, FormState.ASKED)


def tell_form(session: Session, performer_id: UUID, form: Form, state: FormState) -> None:
    _tell(session, _OF_STATE[state], performer_id, form=FORMS[form])
    data = {"form": form.value, "state": state.value}
    announce(session, performer_id, f"tax_form.{state.value}", data)


def tell_second(session: Session, note: TaxPassedOn, *, but: UUID) -> None:
    notices.tell_holders(
        session,
        Power.APPROVE_PAY,
        but=(but,),
        kind=SECOND.name,
        subject_id=note.id,
        url=f"/finance/taxes/passed-on/{note.id}",
        amount_minor=note.amount_minor,
        currency=note.currency,
        year=note.year,
    )


def announce_payment(session: Session, note: TaxPassedOn) -> None:
    """A step, with each of its states: to the machines of those who may see it."""
    data = {
        "id": str(note.id),
        "year": note.year,
        "state": note.state.value,
        "amount_minor": note.amount_minor,
        "currency": note.currency,
    }
    announce_to_holders(session, Power.APPROVE_PAY, f"tax_payment.{note.state.value}", data)


def _tell(session: Session, kind: str, performer_id: UUID, **values: Any) -> None:
    notices.tell(
        session, kind=kind, to=[performer_id], url="/taxes", subject_id=performer_id, **values
    )
