"""Papers to sign, asked for by somebody who is not in the cast."""

from consent.ledger.explaining.words import Signature
from tests.access.rules import Values
from tests.cast import Person
from tests.consent.signing.asked import ask_one, sign


def a_paper(person: Person) -> Values:
    return {"agreement_id": ask_one(person, Signature.RECORDING_AND_PAY)}


def a_replica(person: Person) -> Values:
    return {"agreement_id": ask_one(person, Signature.REPLICA)}


def a_signed_paper(person: Person) -> Values:
    asked = a_paper(person)
    sign(person, asked["agreement_id"], Signature.RECORDING_AND_PAY)
    return asked
