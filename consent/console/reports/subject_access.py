"""What is kept of somebody's rights and who received it (GDPR 15), to answer them with."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from consent.console.reports.report import Report
from consent.console.search.states import SAID, state_on
from consent.grants.models import Grant, Right
from consent.holders.models import Holder
from consent.holders.queries import holders_of
from consent.keeping.readings import readings_of
from consent.ledger.explaining.words import Answer, said
from consent.recalls.models import Recall
from consent.terms.bits import answers_in
from foundation import hooks
from foundation.clock import now
from foundation.errors import NotFound

_COLUMNS = ("What", "About", "Stands", "Allowed", "Until", "Received by", "Called back from")
_READ = "Read by others"


class NobodyKnown(NotFound):
    message = "Nothing is kept about the rights of such a person."


def subject_access(session: Session, person_id: UUID) -> Report:
    grants = _grants(session, person_id)
    readings = readings_of(session, person_id)
    if not grants and not readings:
        raise NobodyKnown
    holders = holders_of(session, [each.recording_id for each in grants]) if grants else {}
    recalls = _recalls(session, person_id)
    named = {holder.client_id for some in holders.values() for holder in some}
    sent_on = {holder.recipient_id for some in holders.values() for holder in some}
    everybody = {person_id, *named, *filter(None, sent_on), *_clients(recalls)}
    names = hooks.names(session, everybody)
    rows = [_row(each, holders.get(each.recording_id, ()), recalls, names) for each in grants]
    rows += [
        (_READ, each.what, f"{each.at:%Y-%m-%d %H:%M} UTC, as {said(each.acted_as)}", *[""] * 4)
        for each in readings
    ]
    about = (
        "Every consent, what it allows, who was handed the recording, and who read about it here."
        " What was said word by word is in the person's own export."
    )
    title = f"Access: {names.get(person_id, 'Closed account')}"
    return Report("subject-access", title, about, _COLUMNS, rows, now())


def _grants(session: Session, person_id: UUID) -> Sequence[Row[Any]]:
    of_grant = (
        (Right.recording_id == Grant.recording_id)
        & (Right.performer_id == Grant.performer_id)
        & (Right.grant_id == Grant.id)
    )
    shown = (Grant.id, Grant.recording_id, Grant.made_at, Right.state, Right.accepted)
    wanted = cast(
        "Select[Any]", select(*shown, Right.suspended, Right.uses, Right.constrained, Right.ends_on)
    )
    theirs = wanted.join(Right, of_grant).where(Grant.performer_id == person_id)
    return session.execute(theirs.order_by(Grant.made_at, Grant.id)).all()


def _recalls(session: Session, person_id: UUID) -> dict[UUID, list[Recall]]:
    found: dict[UUID, list[Recall]] = {}
    of = select(Recall).where(Recall.performer_id == person_id).order_by(Recall.opened_at)
    for each in session.scalars(of):
        found.setdefault(each.grant_id, []).append(each)
    return found


def _clients(recalls: dict[UUID, list[Recall]]) -> set[UUID]:
    return {each.client_id for some in recalls.values() for each in some}


def _row(
    grant: Row[Any],
    holders: Sequence[Holder],
    recalls: dict[UUID, list[Recall]],
    names: dict[UUID, str],
) -> tuple[str, ...]:
    answers = answers_in(grant.uses, grant.constrained)
    allowed = [said(use) for use, answer in answers.items() if answer is not Answer.NOT_ALLOWED]
    to = [(each.recipient_id or each.client_id, each.since) for each in holders]
    back = [
        f"{names.get(each.client_id, each.client_id)}: "
        + ("attested" if each.attested_at else "not attested yet")
        for each in recalls.get(grant.id, ())
    ]
    return (
        "Consent",
        f"Recording {grant.recording_id}",
        SAID[state_on(grant, now().date())],
        ", ".join(allowed) or "nothing",
        grant.ends_on.isoformat() if grant.ends_on.year > 1 else "",
        "; ".join(f"{names.get(who, who)} on {since:%Y-%m-%d}" for who, since in to) or "nobody",
        "; ".join(back) or "nobody",
    )
