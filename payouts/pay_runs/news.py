"""What finance is told about pay runs that wait. Performers hear by their statements."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices, webhooks
from foundation.actors import Actor, Power
from payouts.pay_runs import sums
from payouts.pay_runs.models import PayRun

_FINANCE = frozenset((Power.APPROVE_PAY,))
_GROUP = "Pay"


def _kind(name: str, label: str, sentence: str, **whom: Any) -> notices.Kind:
    return notices.Kind(name, label, _GROUP, may_turn_off=False, sentence=sentence, **whom)


KINDS = (
    _kind(
        "pay_run.planned",
        "A pay run waits for approval",
        "{{ number }} is planned, to be paid on {{ pay_on|day }}. Look at it and approve it.",
        powers=_FINANCE,
    ),
    _kind(
        "pay_run.second_needed",
        "A pay run waits for a second approval",
        "{{ name }} approved {{ number }}. Two people must, so one more is needed.",
        powers=_FINANCE,
    ),
    _kind(
        "pay_run.rejected",
        "A pay run was rejected",
        "{{ name }} rejected {{ number }}: {{ because }}",
        powers=_FINANCE,
    ),
    _kind(
        "pay_run.pay_by",
        "Pay is getting late",
        "{{ count }} earning{{ 's' if count > 1 else '' }} must be paid by {{ last|day }} and"
        " {{ 'are' if count > 1 else 'is' }} in no approved run.",
        powers=_FINANCE,
    ),
)


def announce(session: Session, run: PayRun, what: str) -> None:
    """To the machines of those who approve, as `pay_run.planned`, `.approved` and `.rejected`."""
    data = {
        "id": str(run.id),
        "number": run.number,
        "kind": run.kind.value,
        "state": run.state.value,
        "ends_at": run.ends_at.isoformat(),
        "pay_on": run.pay_on.isoformat(),
        "totals": [
            {
                "currency": each.amount.currency,
                "payouts": each.payouts,
                "amount_minor": each.amount.amount_minor,
                "withheld_minor": each.withheld.amount_minor,
            }
            for each in sums.totals(session, [run.id])[run.id]
        ],
    }
    webhooks.announce_to_holders(session, Power.APPROVE_PAY, f"pay_run.{what}", data)


def tell_planned(session: Session, run: PayRun) -> None:
    announce(session, run, "planned")
    _tell_finance(session, "pay_run.planned", run, pay_on=run.pay_on)


def tell_second_needed(session: Session, run: PayRun, actor: Actor) -> None:
    name = _name(session, actor)
    _tell_finance(session, "pay_run.second_needed", run, without={actor.id}, name=name)


def tell_rejected(session: Session, run: PayRun, actor: Actor) -> None:
    announce(session, run, "rejected")
    values = {"name": _name(session, actor), "because": run.rejected_because}
    _tell_finance(session, "pay_run.rejected", run, without={actor.id}, **values)


def tell_pay_by(session: Session, last: object, count: int) -> None:
    notices.tell(
        session,
        kind="pay_run.pay_by",
        to=sorted(hooks.holders(session, Power.APPROVE_PAY)),
        url="/finance/runs",
        last=last,
        count=count,
    )


def _tell_finance(
    session: Session,
    kind: str,
    run: PayRun,
    *,
    without: Collection[UUID] = (),
    **values: Any,
) -> None:
    notices.tell_holders(
        session,
        Power.APPROVE_PAY,
        but=without,
        kind=kind,
        url=f"/finance/runs/{run.id}",
        subject_id=run.id,
        number=run.number,
        **values,
    )


def _name(session: Session, actor: Actor) -> str:
    names: Mapping[UUID, str] = hooks.names(session, [actor.id])
    return names.get(actor.id, "Somebody")
