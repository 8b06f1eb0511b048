"""What those who answer can do. Each action is one transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import Actor, Power
from foundation.cases import news, policy
from foundation.cases.errors import (
    AlreadyOwned,
    CaseChanged,
    CaseNotFound,
    NotOnTheDesk,
    OwnDecision,
)
from foundation.cases.models import Case, CaseKind, CaseOutcome, CaseState, MessageKind
from foundation.cases.threads import Kept, add_message, locked_case
from foundation.clock import now
from foundation.database import transaction


def take_case(case_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        case = _answerable(session, case_id, actor)
        case.refuse_closed()
        if case.owner_id == actor.id:
            return
        if case.owner_id is not None:
            raise AlreadyOwned(case.number)
        _give(session, case, actor.id, actor)


def hand_over(case_id: UUID, to: UUID, *, note: str = "", actor: Actor) -> None:
    """To a colleague who may answer it; the note goes along, unseen by the person."""
    with transaction() as session:
        case = _answerable(session, case_id, actor)
        case.refuse_closed()
        if to == case.opened_by or to not in hooks.holders(session, Power.ANSWER_CASES):
            raise NotOnTheDesk
        _give(session, case, to, actor)
        if note:
            add_message(session, case, actor.id, note, kind=MessageKind.NOTE)
        news.tell_new_owner(session, case, by=actor.id)


def answer_case(
    case_id: UUID, version: int, text: str, *, attached: Sequence[Kept] = (), actor: Actor
) -> None:
    _answer(case_id, version, text, CaseState.ANSWERED, attached, actor)


def ask_back(
    case_id: UUID, version: int, text: str, *, attached: Sequence[Kept] = (), actor: Actor
) -> None:
    """The next move is the person's: until then we owe no answer."""
    _answer(case_id, version, text, CaseState.WAITING_FOR_PERSON, attached, actor)


def add_note(
    case_id: UUID, version: int, text: str, *, attached: Sequence[Kept] = (), actor: Actor
) -> None:
    """For colleagues only. It answers nothing, so the deadline stays."""
    with transaction() as session:
        case = _as_read(session, case_id, version, actor)
        add_message(session, case, actor.id, text, kind=MessageKind.NOTE, attached=attached)
        audit.record(session, actor, "case.noted", case.id)


def close_case(
    case_id: UUID,
    version: int,
    text: str,
    *,
    outcome: CaseOutcome,
    attached: Sequence[Kept] = (),
    actor: Actor,
) -> None:
    """Always with a last word: nobody is left to guess why."""
    with transaction() as session:
        case = _as_read(session, case_id, version, actor)
        _refuse_own_decision(session, case, actor.id)
        case.close(outcome, now())
        _own(session, case, actor)
        add_message(session, case, actor.id, text, attached=attached)
        add_message(session, case, actor.id, f"Closed: {outcome}.", kind=MessageKind.STEP)
        audit.record(session, actor, "case.closed", case.id, outcome=outcome)
        news.tell_person(session, case, "case.closed")


def _answer(
    case_id: UUID,
    version: int,
    text: str,
    state: CaseState,
    attached: Sequence[Kept],
    actor: Actor,
) -> None:
    with transaction() as session:
        case = _as_read(session, case_id, version, actor)
        _refuse_own_decision(session, case, actor.id)
        case.answer(state)
        _own(session, case, actor)
        add_message(session, case, actor.id, text, attached=attached)
        audit.record(session, actor, "case.answered", case.id, state=state)
        news.tell_person(session, case, "case.answered")


def _answerable(session: Session, case_id: UUID, actor: Actor) -> Case:
    case = locked_case(session, case_id)
    if not policy.may_view(actor, case):
        raise CaseNotFound(case_id)
    actor.require(policy.may_answer(actor, case))
    return case


def _refuse_own_decision(session: Session, case: Case, person_id: UUID) -> None:
    """Whoever decided something does not judge what somebody says against it."""
    if case.kind is CaseKind.DISPUTE and person_id in hooks.judged(session, case.about):
        raise OwnDecision(case.number)


def _as_read(session: Session, case_id: UUID, version: int, actor: Actor) -> Case:
    """The case, unless it has changed since the page that the answer was written on."""
    case = _answerable(session, case_id, actor)
    if case.version != version:
        raise CaseChanged(case.number)
    return case


def _own(session: Session, case: Case, actor: Actor) -> None:
    """Who answers what nobody had taken, has taken it."""
    if case.owner_id is None:
        _give(session, case, actor.id, actor)


def _give(session: Session, case: Case, to: UUID, actor: Actor) -> None:
    _refuse_own_decision(session, case, to)
    case.owner_id = to
    add_message(session, case, actor.id, "takes care of this.", kind=MessageKind.STEP, concerns=to)
    audit.record(session, actor, "case.given", case.id, to=str(to))
