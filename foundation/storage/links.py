"""Tickets for one stored file: signed, readable by nobody's hand but ours, good for a minute."""

from dataclasses import astuple, dataclass

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from foundation.clock import now
from foundation.errors import NotFound
from foundation.storage.interface import LINK_LASTS_S, checked


class LinkEnded(NotFound):
    message = "This link was only good for a minute. Open the page again for a new one."


@dataclass(frozen=True, slots=True)
class Ticket:
    key: str
    filename: str
    media_type: str
    inline: bool


class _OurClock(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(now().timestamp())


def _serializer(secret_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt="storage link", signer=_OurClock)


def seal(secret_key: str, ticket: Ticket) -> str:
    return str(_serializer(secret_key).dumps(astuple(ticket)))


def unseal(secret_key: str, sealed: str) -> Ticket:
    try:
        # Stamps are whole seconds, rounded down: one less, so that no link outlives its minute.
        fields = _serializer(secret_key).loads(sealed, max_age=LINK_LASTS_S - 1)
    except BadData:
        raise LinkEnded from None
    ticket = Ticket(*fields)
    checked(ticket.key)
    return ticket
