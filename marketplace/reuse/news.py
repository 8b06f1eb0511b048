"""Who is told what about using again. Performers hear of a paper to sign from consent."""

from sqlalchemy.orm import Session

from foundation import hooks, notices, webhooks
from foundation.actors import Power
from marketplace.reuse.models import ReuseLine, ReuseOrder, ReuseState
from marketplace.reuse.queries import lines_of

ANSWERED = notices.Kind(
    "reuse.answered",
    "Performers answered whether you may use something again",
    "Using again",
    may_turn_off=True,
    sentence="{{ number }}: {{ allowed }} allow it, {{ not_allowed }} do not."
    " What is not needed of the money is free again.",
)
KINDS = (ANSWERED,)
_OPEN = (ReuseState.UNFUNDED, ReuseState.ASKED)


def tell_if_over(session: Session, order: ReuseOrder) -> None:
    lines = lines_of(session, order.id)
    people = hooks.acting_for(session, order.client_id, Power.SIGN_LICENCES)
    if not people or any(line.state in _OPEN for line in lines):
        return
    allowed = sum(line.state is ReuseState.ALLOWED for line in lines)
    notices.tell(
        session,
        kind=ANSWERED.name,
        to=sorted(people),
        url=f"/reuse/{order.id}",
        subject_id=order.id,
        number=order.number,
        allowed=allowed,
        not_allowed=len(lines) - allowed,
    )


def announce(session: Session, order: ReuseOrder, line: ReuseLine) -> None:
    """To the client's machines."""
    data = {"id": str(line.id), "order_id": str(order.id), "number": order.number}
    webhooks.announce(session, order.client_id, f"reuse.{line.state.value}", data)
