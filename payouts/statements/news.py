"""The one mail that a performer gets when a run is approved: what is on its way and when their bank
should have it, and what waits. Its statement says the rest. That it arrived is told when it did."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from foundation.clock import now
from marketplace.accounts.roles import Role
from payouts.pay_runs.when import at_bank_by
from payouts.statements.queries import Summary

READY = notices.Kind(
    "statement.ready",
    "What a pay run pays you, and what waits",
    "Pay",
    may_turn_off=False,
    sentence="{% if paid %}{% for minor, currency in paid %}{{ ' and ' if not loop.first }}"
    "{{ minor|money(currency) }}{% endfor %} are on their way, with your bank by about"
    " {{ expected|day }}. {% endif %}"
    "{% if withheld %}{% for minor, currency in withheld %}{{ ' and ' if not loop.first }}"
    "{{ minor|money(currency) }}{% endfor %} are withheld for taxes. {% endif %}"
    "{% if waits %}{% for minor, currency in waits %}{{ ' and ' if not loop.first }}"
    "{{ minor|money(currency) }}{% endfor %} wait. {% endif %}"
    "{% if not paid and not waits %}What was planned was not paid. {% endif %}"
    "Statement {{ number }} says {{ 'what for' if paid }}"
    "{{ ' and ' if paid and (waits or withheld) }}{{ 'why' if waits or withheld or not paid }}.",
    roles=frozenset((Role.PERFORMER,)),
)
KINDS = (READY,)


def tell(session: Session, found: Summary, performer_id: UUID) -> None:
    run = found.run
    notices.tell(
        session,
        kind=READY.name,
        to=[performer_id],
        url=f"/statements/{run.id}",
        subject_id=run.id,
        number=run.number,
        paid=[[each.amount_minor, each.currency] for each in found.paid],
        expected=at_bank_by(max(run.pay_on, now().date())),
        withheld=[[each.amount_minor, each.currency] for each in found.withheld],
        waits=[[each.amount_minor, each.currency] for each in found.waits],
    )
