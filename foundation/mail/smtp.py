"""The only module that talks to a mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from foundation.database import refuse_inside_transaction

TIMEOUT_S = 30
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_PORTS = {"smtp": 587, "smtps": 465}


class NotTaken(Exception):
    """The server did not take it. `for_good`: trying again would be refused again."""

    def __init__(self, code: str, said: str, *, for_good: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.said = said
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    implicit_tls: bool
    user: str
    password: str

    @classmethod
    def at(cls, url: str) -> "Server":
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("must look like smtp://user:password@host:587 or smtps://…")
        return cls(
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            implicit_tls=parts.scheme == "smtps",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    @contextmanager
    def connected(self, trust: ssl.SSLContext | None = None) -> Iterator["Connection"]:
        """Raises OSError where the server cannot be reached or logged in to."""
        refuse_inside_transaction()
        trust = trust or ssl.create_default_context()
        if self.implicit_tls:
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT_S, context=trust
            )
        else:
            client = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_S)
        with client:
            client.ehlo_or_helo_if_needed()
            if not self.implicit_tls:
                self._protect(client, trust)
            if self.user:
                client.login(self.user, self.password)
            yield Connection(client)

    def _protect(self, client: smtplib.SMTP, trust: ssl.SSLContext) -> None:
        """Mail holds reset links: only a server on this very machine may take it in the clear."""
        if client.has_extn("starttls"):
            client.starttls(context=trust)
            client.ehlo()
        elif self.host not in _LOOPBACK:
            raise smtplib.SMTPNotSupportedError("the server offers no STARTTLS")


@dataclass(frozen=True, slots=True)
class Connection:
    client: smtplib.SMTP

    def send(self, message: EmailMessage, recipient: str) -> None:
        """Returns once the server has taken the message; raises NotTaken, or OSError
        (which smtplib's own errors are) where the connection itself failed."""
        refuse_inside_transaction()
        try:
            self.client.send_message(message, to_addrs=[recipient])
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            raise _not_taken(code, said) from None
        except smtplib.SMTPResponseException as refused:
            raise _not_taken(refused.smtp_code, refused.smtp_error) from None
        except smtplib.SMTPNotSupportedError as cannot:
            raise NotTaken("not supported", str(cannot), for_good=True) from None


def _not_taken(code: int, said: bytes | str) -> NotTaken:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return NotTaken(str(code), words, for_good=500 <= code < 600)
