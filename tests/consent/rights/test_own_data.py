"""A performer's own copy has everything that rights keep about them, and of others nothing."""

import json
from datetime import UTC, datetime

import pytest

from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Flaw, SuspensionCause, Use
from consent.rights import ending_all, invalidating, jobs, pausing, standing
from foundation import clock, hooks
from foundation.database import db
from foundation.tables import Base
from tests.cast import NORTHLAB
from tests.consent.holders.holding import held
from tests.consent.recalls.ending import withdraw
from tests.consent.recordings.performed import recorded
from tests.consent.rights.test_ends import run

pytestmark = pytest.mark.usefixtures("app")
WHERE = {
    "consent_agreement": "papers",
    "consent_avoided_client": "minimums",
    "consent_bulk_ending": "withdrawals_of_many",
    "consent_delegation": "delegations_given",
    "consent_grant": "consent",
    "consent_known_right": "consent",
    "consent_ledger_data_key": "rights",
    "consent_ledger_opening": "rights",
    "consent_licence_showing": "licences_shown",
    "consent_minimums_body": "minimums",
    "consent_minimums_version": "minimums",
    "consent_recall": "recalls",
    "consent_renewal_offer": "renewal_offers",
    "consent_right": "consent",
    "consent_rights_reading": "rights_read_by",
    "consent_signed_agreement": "papers",
    "consent_signed_paper": "papers",
    "consent_standing_pause": "standing_pauses",
}
"""By table that names a performer, the part of the copy that tells of it."""


def copy(person):
    db.session.rollback()
    return json.loads(json.dumps(hooks.exports(db.session(), person.id)))


def test_no_table_about_a_performer_is_left_out(cast):
    about = {"performer_id", "person_id"}
    tables = [each for each in Base.metadata.tables.values() if each.name.startswith("consent_")]
    named = {each.name for each in tables if about & set(each.columns.keys())}
    assert named == set(WHERE)
    assert set(WHERE.values()) <= set(copy(cast.omar))


def test_what_one_allows_and_paused_is_in_it(cast):
    (grant,) = recorded(cast.omar.id)
    recorded(cast.mira.id)
    uses = frozenset((Use.EVALUATION,))
    pausing.suspend_recording(grant.recording_id, uses=uses, actor=cast.omar.actor)
    standing.begin_own_pause(SuspensionCause.STRIKE, client_id=NORTHLAB, actor=cast.omar.actor)
    said = copy(cast.omar)
    (consent,) = said["consent"]
    assert (consent["state"], consent["until"]) == ("given", "2029-03-01")
    assert "generative_training" in consent["uses"]
    assert consent["pauses"][0]["uses"] == ["evaluation"]
    assert [each["cause"] for each in said["standing_pauses"]] == ["strike"]


def test_offers_to_renew_are_in_it(cast):
    recorded(cast.omar.id)
    clock.hold(datetime(2029, 2, 1, tzinfo=UTC))
    run(jobs.offer_renewals)
    (offer,) = copy(cast.omar)["renewal_offers"]
    assert (offer["ends_on"], offer["fee_minor"], offer["answer"]) == ("2029-03-01", 5000, None)
    assert copy(cast.mira)["renewal_offers"] == []


def test_withdrawing_everything_and_who_was_told_to_stop_are_in_it(cast):
    (grant,) = recorded(cast.omar.id, client=NORTHLAB)
    held(grant, client=NORTHLAB)
    withdraw(grant)
    recorded(cast.omar.id)
    ending_all.withdraw_all(client_id=None, reason="Enough.", actor=cast.omar.actor)
    said = copy(cast.omar)
    assert [each["ended"] for each in said["withdrawals_of_many"]] == [1]
    assert [each["holder"] for each in said["recalls"]] == ["Northlab"]


def test_that_somebody_doubted_ones_consent_is_in_it(cast):
    (grant,) = recorded(cast.omar.id)
    flaw = Flaw.WRONG_PERSON
    invalidating.propose_invalidation(grant.id, flaw, "Another signed.", actor=cast.cora.actor)
    (doubt,) = copy(cast.omar)["consent_questioned"]
    assert (doubt["flaw"], doubt["reason"]) == ("wrong_person", "Another signed.")
    assert str(cast.cora.id) not in json.dumps(copy(cast.omar)["consent_questioned"])
    assert lines_of(db.session(), [grant.thread])
