"""Asking the checks and keeping what they found: first all reading, however long, then rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consent.console.checks import handed, known, opened, recorded, replaying, supplied
from consent.console.checks.asking import Check, Question, Wrong
from consent.console.checks.errors import CheckNotFound
from consent.console.checks.models import CheckFinding, CheckRun
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.statements import insert_unless_there

_log = structlog.get_logger()

QUESTIONS: tuple[Question, ...] = (
    replaying.QUESTION,
    opened.QUESTION,
    known.QUESTION,
    recorded.BRIEFS,
    recorded.NOTICES,
    handed.LICENCES,
    handed.RECALLS,
    supplied.QUESTION,
)
KEPT_AT_MOST = 500
"""Findings of one check in one run. Of more than that only the number is worth knowing."""


@dataclass(slots=True)
class Asked:
    """One check and what was found, before it is kept."""

    check: Check
    found: int = 0
    first: list[Wrong] = field(default_factory=list)
    failed: str = ""

    def add(self, wrong: Wrong) -> None:
        self.found += 1
        if len(self.first) < KEPT_AT_MOST:
            self.first.append(wrong)


def checks() -> list[Check]:
    return [check for question in QUESTIONS for check in question.checks]


def named(name: str) -> Check:
    found = next((check for check in checks() if check.name == name), None)
    if found is None:
        raise CheckNotFound
    return found


def run_checks(names: Iterable[str] = (), *, actor: Actor) -> list[Asked]:
    """All of them, or some by name with those that the same query answers. For jobs and operators:
    people ask by `actions.ask_now`."""
    wanted = set(names) or {check.name for check in checks()}
    questions = [each for each in QUESTIONS if wanted & {check.name for check in each.checks}]
    return [asked for question in questions for asked in _run(question, actor)]


def _run(question: Question, actor: Actor) -> list[Asked]:
    started_at, asked = now(), _ask(question)
    with transaction() as session:
        for each in asked:
            run = _keep(session, each, actor, started_at)
            audit.record(session, actor, "check.run", run.id, check=each.check.name)
    return asked


def _ask(question: Question) -> list[Asked]:
    session, found = db.session(), {check: Asked(check) for check in question.checks}
    session.rollback()
    try:
        for wrong in question.ask(session):
            found[wrong.check].add(wrong)
    except Exception as error:  # A check that cannot be asked is itself a finding; others go on.
        _log.exception("check failed", exc_info=error)
        for each in found.values():
            each.failed = f"It could not be asked to its end: {type(error).__name__}."
    finally:
        session.rollback()
    return list(found.values())


def _keep(session: Session, asked: Asked, actor: Actor, started_at: datetime) -> CheckRun:
    run = CheckRun(
        name=asked.check.name,
        asked_by=actor.id,
        started_at=started_at,
        found=asked.found,
        failed=asked.failed,
    )
    session.add(run)
    _keep_findings(session, asked.check.name, asked.first, started_at)
    if not asked.failed and asked.found <= KEPT_AT_MOST:
        _end_the_rest(session, asked, started_at)
    return run


def _keep_findings(
    session: Session, name: str, first: Sequence[Wrong], started_at: datetime
) -> None:
    """Two runs at once meet in the row: whoever comes second says it once more."""
    for wrong in first:
        said = {"sentence": wrong.sentence, "last_seen_at": started_at}
        key = {"name": name, "about": wrong.about}
        row = {**key, **said, "recording_id": wrong.recording_id, "first_seen_at": started_at}
        if not insert_unless_there(session, CheckFinding, id=new_id(), **row):
            again = update(CheckFinding).filter_by(**key).values(**said, gone_at=None)
            session.execute(again)


def _end_the_rest(session: Session, asked: Asked, started_at: datetime) -> None:
    """Only a whole run can say that something is gone."""
    still = {wrong.about for wrong in asked.first}
    open_ones = select(CheckFinding).where(
        CheckFinding.name == asked.check.name, CheckFinding.gone_at.is_(None)
    )
    for row in session.scalars(open_ones):
        if row.about not in still:
            row.gone_at = started_at
    session.flush()
