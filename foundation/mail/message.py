"""A queued mail as the message that goes over the wire."""

from email.message import EmailMessage
from email.policy import SMTP

from foundation.mail.models import Mail, MailBody
from foundation.settings import Settings


def message(mail: Mail, body: MailBody, settings: Settings) -> EmailMessage:
    """The policy refuses a line break in any header: nobody's name can add one."""
    made = EmailMessage(policy=SMTP)
    made["From"] = settings.mail_from
    made["To"] = f'"{_quotable(body.name)}" <{body.recipient}>' if body.name else body.recipient
    made["Subject"] = as_written(body.subject)
    made["Date"] = mail.queued_at
    made["Message-ID"] = f"<{mail.id}@{settings.hostname}>"
    made["Auto-Submitted"] = "auto-generated"
    if body.unsubscribe_url:
        made["List-Unsubscribe"] = f"<{body.unsubscribe_url}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    made.set_content(body.text)
    made.add_alternative(body.html, subtype="html")
    if body.calendar:
        _add_calendar(made, body.calendar)
    return made


def _add_calendar(made: EmailMessage, calendar: str) -> None:
    """As one more alternative, which is where calendar programs look for it (RFC 6047)."""
    method = next(line for line in calendar.splitlines() if line.startswith("METHOD:"))
    named = {"method": method.removeprefix("METHOD:"), "name": "invite.ics"}
    made.add_alternative(calendar.encode(), "text", "calendar", params=named)
    part = list(made.iter_parts())[-1]
    part.set_param("charset", "utf-8")


def as_written(text: str) -> str:
    """What looks like an encoded word (RFC 2047) is decoded by the library while it writes the
    header, line breaks and all: after the policy looked. Nobody writes `=?` for its own sake."""
    return text.replace("=?", "= ?")


def _quotable(name: str) -> str:
    return as_written(name.replace("\\", "").replace('"', "'"))
