"""Files for banks, sent to Stripe. Nothing is kept of them here but their names there."""

from dataclasses import dataclass

from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import identifier, number, text
from payouts.stripe_gateway.sdk import NamedFile
from payouts.stripe_gateway.sending import Sending

_EVIDENCE = Sending("/v1/files", {"purpose": "dispute_evidence"})


@dataclass(frozen=True, slots=True)
class File:
    id: str
    name: str
    size: int


def send_evidence(stripe: Stripe, file: NamedFile, *, key: str) -> Outcome[File]:
    return stripe.send(_EVIDENCE, key=key, read=read, file=file)


def read(said: JsonObject) -> File:
    return File(identifier(said), text(said, "filename"), number(said, "size"))
