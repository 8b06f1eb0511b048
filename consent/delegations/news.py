"""Who is told that somebody may read, and that it is over: both, in the same transaction."""

from sqlalchemy.orm import Session

from consent.delegations.models import Delegation
from foundation import hooks, notices

KINDS = (
    notices.Kind(
        "delegation.opened",
        "Somebody lets you read their rights",
        "Rights",
        may_turn_off=False,
        sentence="{{ name }} lets you read their rights until {{ until|day }}.",
    ),
    notices.Kind(
        "delegation.given",
        "You let somebody read your rights",
        "Rights",
        may_turn_off=False,
        sentence="You let somebody read your rights until {{ until|day }}. If it was not you, end"
        " it at once.",
    ),
    notices.Kind(
        "delegation.ended",
        "A delegation was ended",
        "Rights",
        may_turn_off=False,
        sentence="What {{ name }} let you read is closed again.",
    ),
    notices.Kind(
        "delegation.revoked",
        "You ended a delegation",
        "Rights",
        may_turn_off=False,
        sentence="Nobody reads your rights by the delegation that you ended.",
    ),
)


def tell_opened(session: Session, delegation: Delegation) -> None:
    _tell(session, delegation, "delegation.opened", "delegation.given")


def tell_ended(session: Session, delegation: Delegation) -> None:
    _tell(session, delegation, "delegation.ended", "delegation.revoked")


def _tell(session: Session, delegation: Delegation, to_observer: str, to_performer: str) -> None:
    performer_id, until = delegation.performer_id, delegation.until
    if delegation.observer_id is not None:
        notices.tell(
            session,
            kind=to_observer,
            to=[delegation.observer_id],
            url="/delegated",
            subject_id=delegation.id,
            name=_whose(session, delegation),
            until=until,
        )
    if performer_id is not None:
        notices.tell(
            session,
            kind=to_performer,
            to=[performer_id],
            url="/rights/delegations",
            subject_id=delegation.id,
            until=until,
        )


def _whose(session: Session, delegation: Delegation) -> str:
    performer_id = delegation.performer_id
    if performer_id is None:
        return "Our compliance"
    return hooks.names(session, [performer_id]).get(performer_id, "Somebody who left")
