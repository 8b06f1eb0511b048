"""Receipts by ISO/IEC TS 27560 and Kantara: every mandatory field, from the record alone."""

import json
import re

import pytest

from consent.ledger.explaining.words import Signature, Use
from consent.signing.kantara import kantara_receipt
from consent.signing.reading import read_signed
from consent.signing.receipts import receipt_of
from foundation.web import settings
from tests.cast import NORTHLAB
from tests.consent.signing.asked import ask_one, sign

TRAINING = Signature.NON_GENERATIVE_TRAINING
MANDATORY = {
    "": ("schema_version", "receipt_id"),
    "record": ("schema_version", "record_id", "pii_principal_id"),
    "processing": (
        "privacy_notice",
        "language",
        "purpose",
        "pii_information",
        "pii_controllers",
        "storage_locations",
        "retention_period",
        "jurisdiction",
        "recipient_third_parties",
        "withdrawal_method",
    ),
    "pii": ("pii_type",),
    "parties": ("party_id", "party_address", "party_name", "party_contact", "party_type"),
    "events": ("event_time", "validity_duration", "entity_id", "event_type", "event_state"),
}
"""The fields that the standard's guide marks as mandatory."""
MAY_BE_EMPTY = {"recipient_third_parties"}
"""Nobody besides the client may be a true answer."""


def missing(receipt):
    """By section and field; empty where all are there and say something."""
    found = []
    for section, names in MANDATORY.items():
        rows = receipt[section] if section else receipt
        rows = rows if isinstance(rows, list) else [rows]
        found += [(section, "any")] if not rows else []
        found += [
            (section, name)
            for row in rows
            for name in names
            if name not in row or (not row[name] and name not in MAY_BE_EMPTY)
        ]
    return found


@pytest.fixture
def signed(cast):
    paper = ask_one(cast.omar, TRAINING)
    sign(cast.omar, paper, TRAINING, uses={Use.EVALUATION: False})
    return read_signed(paper, actor=cast.omar.actor)


def test_every_mandatory_field_is_there(signed):
    assert missing(receipt_of(signed, settings())) == []


@pytest.mark.parametrize(
    ("section", "field"), [("processing", "language"), ("events", "event_time")]
)
def test_a_field_that_is_left_out_or_empty_would_be_found(signed, section, field):
    receipt = receipt_of(signed, settings())
    receipt[section][0][field] = ""
    assert missing(receipt) == [(section, field)]
    del receipt[section][0][field]
    assert missing(receipt) == [(section, field)]


def test_it_says_what_was_allowed_and_not_what_was_refused(signed):
    receipt = receipt_of(signed, settings())
    purposes = {each["purpose_type"] for each in receipt["processing"]}
    assert purposes == {"review", "non_generative_training"}
    training = receipt["processing"][1]
    assert training["lawful_basis"] == "consent"
    assert training["retention_period"] == "until 2029-03-09"
    assert training["storage_locations"] == ["EU", "US"]
    assert [each["event_state"] for each in receipt["events"]] == [
        "requested",
        "requested",
        "given",
    ]
    assert receipt["events"][-1]["event_type"] == "explicitly expressed"
    assert receipt["events"][-1]["validity_duration"] == "P36M"
    assert {each["party_id"] for each in receipt["parties"]} == {"operator", str(NORTHLAB)}


def test_it_is_a_view_and_the_same_each_time(signed, cast):
    again = read_signed(signed.kept.agreement_id, actor=cast.omar.actor)
    assert receipt_of(again, settings()) == receipt_of(signed, settings())
    assert json.loads(json.dumps(receipt_of(signed, settings())))


def test_ids_are_such_as_the_standard_recommends(signed):
    receipt = receipt_of(signed, settings())
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{18,}", receipt["receipt_id"])
    assert receipt["record"]["record_id"] == str(signed.kept.agreement_id)


def test_the_older_form_says_the_same(signed):
    older, newer = kantara_receipt(signed, settings()), receipt_of(signed, settings())
    assert older["consentReceiptID"] == newer["receipt_id"]
    purposes = [each["purposeCategory"][0] for each in older["services"][0]["purposes"]]
    assert purposes == [each["purpose_type"] for each in newer["processing"]]
    assert older["consentTimestamp"] == int(signed.kept.signed_at.timestamp())
