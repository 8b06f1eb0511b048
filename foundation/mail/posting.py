"""Queues mail in the transaction of whatever causes it: neither is kept without the other."""

from email.errors import HeaderParseError
from email.headerregistry import Address as HeaderAddress
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.clock import now
from foundation.formats import Reader
from foundation.mail.errors import BadAddress
from foundation.mail.models import Mail, MailBody, MailStatus
from foundation.mail.rendering import one_line, render
from foundation.web import settings

LONGEST_ADDRESS = 254


def post(
    session: Session,
    *,
    to: UUID | str,
    template: str,
    unsubscribe_path: str = "",
    calendar: str | None = None,
    **values: Any,
) -> UUID:
    """A step. `to` is a person, written to in their own language and zone, or a bare address.

    Templates are `templates/mail/<template>.txt` (first line: the subject) and `.html`; besides
    the values they know `name` (may be empty), `link(path)`, and the filters when, day and money.
    `unsubscribe_path` takes a POST from the mail program: for what the person may turn off.
    `calendar` is an iCalendar object that the person's calendar program may take in.
    """
    if isinstance(to, UUID):
        person = hooks.addresses(session, (to,)).get(to)
        if person is None:
            return _unaddressed(session, to, template)
    else:
        person = hooks.Address(email=to, name="", locale="en", zone="UTC")
    site = settings().url
    reader = Reader(zone=person.zone, locale=person.locale)
    rendered = render(template, {"name": person.name, **values}, reader, site)
    mail = Mail(account_id=to if isinstance(to, UUID) else None, template=template)
    session.add(mail)
    session.flush()
    session.add(
        MailBody(
            mail_id=mail.id,
            recipient=plain_address(person.email),
            name=one_line(person.name),
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            unsubscribe_url=site + unsubscribe_path if unsubscribe_path else "",
            calendar=calendar,
        )
    )
    return mail.id


def forget(session: Session, account_id: UUID) -> None:
    """A step: erases what was written to a person who leaves. That mail was sent stays known."""
    theirs = select(Mail.id).where(Mail.account_id == account_id)
    session.execute(delete(MailBody).where(MailBody.mail_id.in_(theirs)))


def plain_address(email: str) -> str:
    """Lower case. Refuses what is no single address, or could reach into another header."""
    if len(email) > LONGEST_ADDRESS or not email.isprintable() or " " in email:
        raise BadAddress
    if "=?" in email:  # The beginning of an encoded word, which may hold a line break.
        raise BadAddress
    try:
        parsed = HeaderAddress(addr_spec=email)
    except (HeaderParseError, ValueError, IndexError):
        raise BadAddress from None
    if not parsed.username or not parsed.domain:
        raise BadAddress
    return email.lower()


def _unaddressed(session: Session, account_id: UUID, template: str) -> UUID:
    """Nobody to write to: kept as given up, so that it can be seen and is not an error."""
    mail = Mail(
        account_id=account_id,
        template=template,
        status=MailStatus.GIVEN_UP,
        ended_at=now(),
        outcome="no address",
    )
    session.add(mail)
    session.flush()
    return mail.id
