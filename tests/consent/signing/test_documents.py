"""The document of a signature: what it says, the same bytes again, whole or nothing signed."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from consent.ledger.explaining.words import Signature, Use
from consent.signing import documents, queries
from consent.signing.models import Agreement, SignedAgreement
from consent.signing.preparing import prepared
from foundation import clock
from foundation.database import db
from foundation.pdf import CannotBePrinted
from foundation.web import settings
from tests.consent.signing.asked import Proof, answers, ask_one, published, shown, sign, state

TRAINING, REPLICA = Signature.NON_GENERATIVE_TRAINING, Signature.REPLICA


@pytest.fixture
def waiting(cast):
    return ask_one(cast.omar, TRAINING)


def ready(cast, agreement, signature=TRAINING, **changes):
    seen = shown(cast.omar, agreement)
    clock.move(timedelta(hours=48))
    return prepared(
        db.session(),
        db.session().get_one(Agreement, agreement),
        seen,
        answers(signature, **changes),
        proven=Proof(clock.now()),
        at=clock.now(),
    )


def test_the_hash_in_the_record_is_that_of_the_document(cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    document = queries.paper(db.session(), waiting, settings().master_key).document
    kept = db.session().get_one(SignedAgreement, waiting)
    assert kept.document_hash == "sha256:" + hashlib.sha256(document).hexdigest()


def test_what_was_signed_makes_the_same_bytes_again(cast, waiting):
    signing = ready(cast, waiting)
    assert documents.document_of(signing) == documents.document_of(signing)
    later = replace(signing, at=signing.at + timedelta(seconds=1))
    assert documents.document_of(later) != documents.document_of(signing)


def test_it_says_who_signed_what_when_and_how(cast):
    replica = ask_one(cast.omar, REPLICA)
    found = documents.content_of(ready(cast, replica, REPLICA))
    facts = dict(found["facts"]) | dict(found["signature"]) | dict(found["answers"])
    assert facts["Client"] == "Northlab"
    assert facts["Signed by"] == "Omar Haddad"
    assert facts["Signed on"] == "4 March 2026 at 09:00:00 UTC"
    assert facts["First shown on"] == "2 March 2026 at 09:00:00 UTC"
    assert facts["Represented by"] == "counsel: Ines Prado"
    assert facts["Voice replica"] == "yes, for 900.00 EUR"
    assert facts["After death"] == "uses stop"
    assert "4,000 sentences" in found["description"]
    assert found["paragraphs"] == ["You speak, they listen.", "In plain words."]


def test_a_refused_use_is_said_to_be_refused(cast, waiting):
    found = documents.content_of(ready(cast, waiting, uses={Use.EVALUATION: False}))
    assert dict(found["answers"])["Evaluation"] == "no"


@pytest.mark.parametrize(
    "changes", [{"name": "日本"}, {"executor": "日本", "post_mortem": "executor_decides"}]
)
def test_what_cannot_be_printed_is_not_signed(cast, waiting, changes):
    with pytest.raises(CannotBePrinted):
        sign(cast.omar, waiting, TRAINING, **changes)
    assert state(waiting) == "requested"
    assert db.session().get(SignedAgreement, waiting) is None


def test_each_language_that_we_print_is_printed(cast):
    version = published(TRAINING)
    paper = ask_one(cast.omar, TRAINING, version_id=version)
    signing = ready(cast, paper)
    for locale, body in (("ar", "مرحبا بالعالم"), ("he", "שלום"), ("hi", "नमस्ते"), ("pl", "Łódź")):
        text = replace_text(signing.text, locale, body)
        assert documents.document_of(replace(signing, text=text)).startswith(b"%PDF-")


def replace_text(text, locale, body):
    return type(text)(
        version_id=text.version_id, locale=locale, title=body, body=body, hash=text.hash
    )
