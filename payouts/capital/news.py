"""Who is told what about our own top-ups."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from foundation.actors import Power
from foundation.webhooks.announcing import announce_to_holders
from payouts.capital.models import OwnTopUp

_OURS = frozenset((Power.APPROVE_PAY,))


def _kind(name: str, label: str, sentence: str) -> notices.Kind:
    return notices.Kind(
        f"own_top_up.{name}", label, "Money", may_turn_off=False, sentence=sentence, powers=_OURS
    )


SECOND = _kind(
    "second",
    "A top-up of ours waits for a second person",
    "{{ amount_minor|money(currency) }} are to go from our bank to Stripe. Look at it, and approve"
    " it or not.",
)
FAILED = _kind(
    "failed",
    "A top-up of ours did not arrive",
    "{{ amount_minor|money(currency) }} did not come to Stripe: our bank or Stripe refused.",
)
REVERSED = _kind(
    "reversed",
    "Our bank took a top-up back",
    "Our bank took {{ amount_minor|money(currency) }} back from Stripe. Look whether the next run"
    " is covered.",
)
KINDS = (SECOND, FAILED, REVERSED)


def tell(
    session: Session, top_up: OwnTopUp, kind: notices.Kind, *, but: UUID | None = None
) -> None:
    """`but` knows already."""
    notices.tell_holders(
        session,
        Power.APPROVE_PAY,
        but=(but,),
        kind=kind.name,
        subject_id=top_up.id,
        url=f"/finance/top-ups/{top_up.id}",
        amount_minor=top_up.amount_minor,
        currency=top_up.currency,
    )


def announce(session: Session, top_up: OwnTopUp) -> None:
    """A step, with each of its states: to the machines of those who may see it, named by it, such
    as `own_top_up.succeeded`."""
    data = {
        "id": str(top_up.id),
        "state": top_up.state.value,
        "amount_minor": top_up.amount_minor,
        "currency": top_up.currency,
        "failure": top_up.failure,
    }
    announce_to_holders(session, Power.APPROVE_PAY, f"own_top_up.{top_up.state.value}", data)
