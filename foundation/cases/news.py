"""Who is told what about a case: a notice on their page, and mail as they chose."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from foundation.cases.models import Case

KINDS = tuple(
    notices.Kind(name, label, "Cases", may_turn_off=True, sentence=f"{{{{ number }}}}: {label}.")
    for name, label in (
        ("case.answered", "We answered your case"),
        ("case.closed", "Your case was closed"),
        ("case.given", "A case was handed to you"),
        ("case.overdue", "An answer is late"),
        ("case.written", "Somebody wrote in a case of yours"),
    )
)


def tell_person(session: Session, case: Case, kind: str) -> None:
    _tell(session, case, kind, {case.opened_by})


def tell_owner(session: Session, case: Case) -> None:
    if case.owner_id is not None:
        _tell(session, case, "case.written", {case.owner_id})


def tell_new_owner(session: Session, case: Case, *, by: UUID) -> None:
    if case.owner_id is not None:
        _tell(session, case, "case.given", {case.owner_id} - {by})


def tell_overseers(session: Session, case: Case) -> None:
    """Those above, and the owner; never the person who asked, even if they oversee cases."""
    to = hooks.holders(session, Power.OVERSEE_CASES) - {case.opened_by}
    _tell(session, case, "case.overdue", to | ({case.owner_id} if case.owner_id else set()))


def _tell(session: Session, case: Case, kind: str, to: Collection[UUID]) -> None:
    if to:
        notices.tell(
            session,
            kind=kind,
            to=sorted(to),
            subject_id=case.id,
            url=f"/cases/{case.id}",
            number=case.number,
        )
