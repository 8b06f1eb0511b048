"""Who is told what about a case: a notice on their page, and mail as they chose."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from foundation.cases.models import Case

OPENED = notices.Kind(
    "case.opened",
    "We have your case",
    "Cases",
    may_turn_off=True,
    sentence="{{ number }}: we have your case. Our answer is due on {{ due_at|when }}.",
)


def _kind(name: str, label: str, *powers: Power) -> notices.Kind:
    sentence = f"{{{{ number }}}}: {label}."
    return notices.Kind(name, label, "Cases", True, sentence, powers=frozenset(powers))


KINDS = (
    OPENED,
    _kind("case.answered", "We answered your case"),
    _kind("case.closed", "Your case was closed"),
    _kind("case.given", "A case was handed to you", Power.ANSWER_CASES),
    _kind("case.overdue", "An answer is late", Power.ANSWER_CASES, Power.OVERSEE_CASES),
    _kind("case.written", "Somebody wrote in a case of yours", Power.ANSWER_CASES),
)


def tell_receipt(session: Session, case: Case) -> None:
    """To whoever opened it: the number to quote, and when to expect our answer."""
    _tell(session, case, OPENED.name, {case.opened_by}, due_at=case.due_at)


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


def _tell(session: Session, case: Case, kind: str, to: Collection[UUID], **values: object) -> None:
    if to:
        notices.tell(
            session,
            kind=kind,
            to=sorted(to),
            subject_id=case.id,
            url=f"/cases/{case.id}",
            number=case.number,
            **values,
        )
