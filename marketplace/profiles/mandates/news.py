"""Who is told about a mandate: both, each time."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from marketplace.accounts.roles import Role
from marketplace.profiles.mandates.models import Mandate

_GROUP = "Agents"
OFFERED = notices.Kind(
    "mandate.offered",
    "A performer wants you as their agent",
    _GROUP,
    may_turn_off=False,
    sentence="{{ name }} wants you as their agent. It holds once you accept.",
)
ACCEPTED = notices.Kind(
    "mandate.accepted",
    "Your agent accepted",
    _GROUP,
    may_turn_off=False,
    sentence="Your agent accepted, and can act for you until {{ until|day }}. They can never"
    " sign, and you can end it at any time.",
    roles=frozenset((Role.PERFORMER,)),
)
ENDED = notices.Kind(
    "mandate.ended",
    "A mandate has ended",
    _GROUP,
    may_turn_off=False,
    sentence="A mandate has ended. Nothing can be done by it any more.",
)
KINDS = (ACCEPTED, ENDED, OFFERED)


def tell_offered(session: Session, mandate: Mandate, agent_id: UUID | None) -> None:
    """Where somebody has this address already. Others find it when they come."""
    if agent_id is not None:
        names = hooks.names(session, [mandate.performer_id])
        _tell(session, OFFERED, agent_id, "/mandates", mandate, name=names[mandate.performer_id])


def tell_accepted(session: Session, mandate: Mandate) -> None:
    url = "/profile/agents"
    _tell(session, ACCEPTED, mandate.performer_id, url, mandate, until=mandate.until)


def tell_ended(session: Session, mandate: Mandate, *, by: UUID) -> None:
    """To the other of the two."""
    if by != mandate.performer_id:
        _tell(session, ENDED, mandate.performer_id, "/profile/agents", mandate)
    elif mandate.agent_id is not None:
        _tell(session, ENDED, mandate.agent_id, "/mandates", mandate)


def _tell(
    session: Session, kind: notices.Kind, to: UUID, url: str, mandate: Mandate, **values: object
) -> None:
    notices.tell(session, kind=kind.name, to=[to], url=url, subject_id=mandate.id, **values)
