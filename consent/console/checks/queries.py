"""What the checks said."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.console.checks.asking import Check
from consent.console.checks.models import CheckFinding, CheckRequest, CheckRun
from consent.console.checks.running import checks

RUNS_SHOWN = 20
FINDINGS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Standing:
    check: Check
    last: CheckRun | None
    open: int
    """Findings that the last whole run still had."""


def standings(session: Session) -> list[Standing]:
    newest = select(CheckRun.name, func.max(CheckRun.started_at).label("at")).group_by(
        CheckRun.name
    )
    of = newest.subquery()
    is_newest = (CheckRun.name == of.c.name) & (CheckRun.started_at == of.c.at)
    last = {run.name: run for run in session.scalars(select(CheckRun).join(of, is_newest))}
    counted = (
        select(CheckFinding.name, func.count())
        .where(CheckFinding.gone_at.is_(None))
        .group_by(CheckFinding.name)
    )
    found = {name: count for name, count in session.execute(counted)}
    return [Standing(check, last.get(check.name), found.get(check.name, 0)) for check in checks()]


def runs(session: Session, name: str) -> Sequence[CheckRun]:
    of = select(CheckRun).where(CheckRun.name == name).order_by(CheckRun.started_at.desc())
    return session.scalars(of.limit(RUNS_SHOWN)).all()


def findings(session: Session, name: str, *, gone: bool) -> Sequence[CheckFinding]:
    """Newest first."""
    which = CheckFinding.gone_at.is_not(None) if gone else CheckFinding.gone_at.is_(None)
    of = select(CheckFinding).where(CheckFinding.name == name, which)
    newest_first = of.order_by(CheckFinding.first_seen_at.desc(), CheckFinding.about)
    return session.scalars(newest_first.limit(FINDINGS_SHOWN)).all()


def is_wanted(session: Session, name: str) -> bool:
    """Somebody asked, and no answer came yet."""
    waiting = CheckRequest.name == name, CheckRequest.answered_at.is_(None)
    return session.scalar(select(CheckRequest.id).where(*waiting).limit(1)) is not None
