"""What a signer is given of what is kept about them, and what goes with their account."""

import pytest
from sqlalchemy import func, select

from consent.ledger.explaining.words import Ending
from consent.licences import ending, own_data
from consent.licences.models import LicenceSigner
from foundation.database import db, transaction
from tests.consent.licences.licensed import WRITER, licensed

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


def names():
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(LicenceSigner))


def forget(person):
    with transaction() as session:
        own_data.forget(session, person.id)


def test_a_signer_is_given_the_whole_document_and_the_name_as_typed(licence, cast):
    found = own_data.exports_of(db.session(), cast.ada.id)
    (signed,) = found["licences_signed"]
    assert (signed["as"], signed["licence"]) == ("Ada Brandt", str(licence))
    assert "to manipulate people" in signed["document"]
    assert len(found["licences_shown"]) == 1


def test_another_is_given_nothing_of_it(licence, cast):
    found = own_data.exports_of(db.session(), cast.rolf.id)
    assert found == {"licences_signed": [], "licences_shown": [], "use_reports_signed": []}


def test_the_typed_name_stays_while_the_licence_holds_and_goes_after(licence, cast):
    forget(cast.ada)
    assert names() == 1
    ending.terminate_licence(licence, Ending.CLIENT_REQUEST, "Asked.", actor=WRITER)
    forget(cast.rolf)
    assert names() == 1
    forget(cast.ada)
    assert names() == 0
