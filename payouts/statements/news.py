"""Performers hear of each statement: what was paid, and that something waits."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from marketplace.accounts.roles import Role
from payouts.statements.queries import Summary

READY = notices.Kind(
    "statement.ready",
    "Your statement",
    "Pay",
    may_turn_off=False,
    sentence="{{ number }}:"
    "{% for minor, currency in paid %} {{ minor|money(currency) }} are on their way.{% endfor %}"
    "{% for minor, currency in withheld %} {{ minor|money(currency) }} are withheld for taxes, and"
    " it says why.{% endfor %}"
    "{% for minor, currency in waits %} {{ minor|money(currency) }} wait, and it says why."
    "{% endfor %}{% if not paid and not waits %} what was planned was not paid, and it says why."
    "{% endif %}",
    roles=frozenset((Role.PERFORMER,)),
)
KINDS = (READY,)


def tell(session: Session, found: Summary, performer_id: UUID) -> None:
    notices.tell(
        session,
        kind=READY.name,
        to=[performer_id],
        url=f"/statements/{found.run.id}",
        subject_id=found.run.id,
        number=found.run.number,
        paid=[[each.amount_minor, each.currency] for each in found.paid],
        withheld=[[each.amount_minor, each.currency] for each in found.withheld],
        waits=[[each.amount_minor, each.currency] for each in found.waits],
    )
