"""Ending and narrowing grants as the performer's pages do: told, followed, recalled."""

from collections.abc import Sequence

from sqlalchemy import select

from consent.grants.following import follow
from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.words import RecallCause
from consent.ledger.openings.writing import Opened
from consent.recalls.models import Recall
from consent.recalls.opening import open_recalls
from foundation.database import db, transaction
from tests.consent.grants.granted import withdrawn


def end(grant: Grant, opening: Opening, cause: RecallCause) -> int:
    with transaction() as session:
        told = Opened(opening=opening, thread=grant.thread, actor="performer")
        write_opened(session, [told])
        follow(session, grant, opening)
        return open_recalls(session, grant, cause)


def withdraw(grant: Grant) -> int:
    return end(grant, withdrawn(grant), RecallCause.WITHDRAWN)


def recalls() -> Sequence[Recall]:
    db.session.rollback()
    return db.session().scalars(select(Recall).order_by(Recall.opened_at, Recall.id)).all()
