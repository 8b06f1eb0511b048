"""Sends what is queued: claim, call, mark. Two workers never send the same mail.

The one exception no mail system can avoid: a worker that dies between the server's
"taken" and our mark. The mail is then sent again with the same Message-ID.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Lease
from foundation.jobs.leases import SKEW
from foundation.mail.message import message
from foundation.mail.models import Mail, MailBody, MailStatus
from foundation.mail.smtp import Connection, NotTaken, Server
from foundation.settings import Settings
from foundation.statements import changed

CLAIMED_FOR = timedelta(minutes=5)
GIVEN_UP_AFTER = timedelta(days=1)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)
_UNWRITABLE = (MessageError, ValueError, LookupError)
"""What the library raises for a letter that it cannot write down as a message."""
_log = structlog.get_logger()


@dataclass(slots=True)
class Tally:
    sent: int = 0
    put_off: int = 0
    given_up: int = 0

    def __str__(self) -> str:
        return f"{self.sent} sent, {self.put_off} put off, {self.given_up} given up"


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that is ours to send for a while; the attempt's number tells claims apart."""

    mail: Mail
    body: MailBody
    attempt: int


def capture_due() -> str:
    """Without a mail server: there is nothing to wait for."""
    with transaction() as session:
        queued = update(Mail).where(Mail.status == MailStatus.QUEUED)
        count = changed(session, queued.values(status=MailStatus.CAPTURED, ended_at=now()))
        return f"{count} captured"


def send_due(settings: Settings, *, lease: Lease | None = None) -> Tally:
    """What is claimed is finished; with a lease, nothing more is claimed once that is lost."""
    tally = Tally()
    server = Server.at(settings.smtp_url)
    connection: Connection | None = None
    with ExitStack() as open_until_done:
        while (claim := _claim_next(lease)) is not None:
            try:
                connection = connection or open_until_done.enter_context(server.connected())
                connection.send(message(claim.mail, claim.body, settings), claim.body.recipient)
            except NotTaken as refused:
                _mark_refused(claim, refused, tally)
            except _UNWRITABLE as why:
                # For good: one letter must not hold up all that are queued behind it.
                _mark_refused(claim, NotTaken(type(why).__name__, "", for_good=True), tally)
            except OSError as unreachable:
                _log.warning("mail server not reached", error=type(unreachable).__name__)
                _mark_refused(claim, NotTaken(type(unreachable).__name__, ""), tally)
                break  # The rest waits for the next run, not for this many time-outs.
            else:
                _mark(claim, status=MailStatus.SENT, ended_at=now(), outcome="taken")
                tally.sent += 1
    return tally


def claim_next() -> Claim | None:
    with transaction() as session:
        at = now()
        while (mail_id := _next_due(session, at)) is not None:
            if _claim(session, mail_id, at):
                mail = session.get_one(Mail, mail_id, populate_existing=True)
                claim = Claim(mail, session.get_one(MailBody, mail_id), mail.attempts)
                session.expunge_all()
                return claim
    return None


def _due(at: datetime) -> ColumnElement[bool]:
    """Also what a worker claimed and then left behind: its claim has become due. And what is due
    later than anything ever is: the clock was set back since, and nobody waits for that day."""
    waiting = or_(Mail.status == MailStatus.QUEUED, Mail.status == MailStatus.SENDING)
    return and_(waiting, or_(Mail.due_at <= at, Mail.due_at > at + LONGEST_WAIT + SKEW))


def _next_due(session: Session, at: datetime) -> UUID | None:
    with_body = select(Mail.id).join(MailBody, MailBody.mail_id == Mail.id)
    return session.scalar(with_body.where(_due(at)).order_by(Mail.due_at).limit(1))


def _claim(session: Session, mail_id: UUID, at: datetime) -> bool:
    """One conditional update decides between workers that saw the same mail due."""
    taken = update(Mail).where(Mail.id == mail_id, _due(at))
    return (
        changed(
            session,
            taken.values(
                status=MailStatus.SENDING, due_at=at + CLAIMED_FOR, attempts=Mail.attempts + 1
            ),
        )
        == 1
    )


def _mark_refused(claim: Claim, refused: NotTaken, tally: Tally) -> None:
    too_late = now() + wait_after(claim.attempt) > claim.mail.queued_at + GIVEN_UP_AFTER
    if refused.for_good or too_late:
        ending = {"status": MailStatus.GIVEN_UP, "ended_at": now()}
        tally.given_up += 1
        _log.error("mail given up", mail=str(claim.mail.id), outcome=refused.code)
    else:
        ending = {"status": MailStatus.QUEUED, "due_at": now() + wait_after(claim.attempt)}
        tally.put_off += 1
    _mark(claim, outcome=refused.code, **ending)
    _keep_words(claim, refused.said)


def _claim_next(lease: Lease | None) -> Claim | None:
    if lease is not None:
        lease.refuse_lost()
    return claim_next()


def wait_after(attempt: int) -> timedelta:
    """1, 2, 4 … minutes, at most two hours."""
    return min(FIRST_WAIT * (1 << min(attempt - 1, 16)), LONGEST_WAIT)


def _mark(claim: Claim, **values: object) -> None:
    """Only while the claim is still ours: who overtook us has the last word."""
    with transaction() as session:
        ours = update(Mail).where(Mail.id == claim.mail.id, Mail.attempts == claim.attempt)
        session.execute(ours.where(Mail.status == MailStatus.SENDING).values(**values))


def _keep_words(claim: Claim, said: str) -> None:
    with transaction() as session:
        body = update(MailBody).where(MailBody.mail_id == claim.mail.id)
        session.execute(body.values(server_said=said[:500]))
