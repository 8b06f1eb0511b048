"""End recipients: performers hear of them first, and nothing goes to one before its day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Ending
from consent.licences import ending
from consent.licences.errors import LicenceNotFound, NothingSigned
from consent.licences.recipients import actions, queries
from consent.licences.recipients.actions import NewRecipient
from consent.licences.recipients.errors import (
    NoSuchCountry,
    RecipientEnded,
    RecipientNotFound,
    SuppliesNobody,
)
from consent.licences.templates.planned import Duties, PlannedLicence
from foundation import clock, hooks
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.notices.models import Notice
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.grants.granted import ENDS_ON, allowing, tell, withdrawn
from tests.consent.licences.licensed import TERMS, WRITER, licensed, offered, published

pytestmark = pytest.mark.usefixtures("each_database")
PARTNER = NewRecipient(name="Partner Labs", country="DE", purpose="Fine-tunes for support.")


def only(*clients):
    return Limits(ends_on=ENDS_ON, clients=clients)


def name(licence, actor):
    return actions.name_recipient(licence, PARTNER, actor=actor)


def may_receive(recipient, client_id=NORTHLAB):
    db.session.rollback()
    return queries.may_receive(db.session(), client_id, recipient, clock.now().date())


def told():
    db.session.rollback()
    kind = select(Notice.account_id).where(Notice.kind == "recipient.named")
    return set(db.session().scalars(kind))


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


@pytest.fixture
def recipient(licence, cast):
    return name(licence, cast.ada.actor)


def test_it_receives_nothing_before_its_day_and_may_from_then_on(recipient):
    clock.move(timedelta(days=13))
    assert not may_receive(recipient)
    clock.move(timedelta(days=1))
    assert may_receive(recipient)


def test_who_was_never_named_receives_nothing(licence):
    assert not may_receive(new_id())


def test_it_is_of_its_own_client_only(recipient):
    clock.move(timedelta(days=14))
    assert not may_receive(recipient, RIVALLAB)


def test_it_receives_nothing_once_it_is_ended(recipient, cast):
    clock.move(timedelta(days=20))
    actions.end_recipient(recipient, actor=cast.ada.actor)
    assert not may_receive(recipient)


def test_it_receives_nothing_once_the_licence_is_over(recipient, licence):
    clock.move(timedelta(days=20))
    ending.terminate_licence(licence, Ending.CLIENT_BREACH, "", actor=WRITER)
    assert not may_receive(recipient)


def test_every_performer_with_a_living_grant_to_the_client_is_told(licence, cast):
    allowing(performer=cast.omar.id, limits=only(NORTHLAB))
    gone = allowing(performer=cast.mira.id, limits=only(NORTHLAB))
    tell(gone, withdrawn(gone))
    name(licence, cast.ada.actor)
    assert told() == {cast.omar.id}


def test_who_allows_only_another_client_is_not_told(licence, cast):
    allowing(performer=cast.omar.id, limits=only(RIVALLAB))
    allowing(performer=cast.mira.id)
    recipient = name(licence, cast.ada.actor)
    assert told() == {cast.mira.id}
    found = queries.recipient(db.session(), recipient, cast.mira.actor)
    assert (found.name, found.recipient.announced_to) == ("Partner Labs", 1)
    with pytest.raises(RecipientNotFound):
        queries.recipient(db.session(), recipient, cast.omar.actor)


def test_it_is_called_by_its_name_wherever_names_are_shown(recipient):
    assert hooks.names(db.session(), [recipient]) == {recipient: "Partner Labs"}


def test_a_licence_that_supplies_nobody_names_nobody(cast):
    alone = PlannedLicence(rights=TERMS.rights, duties=Duties())
    with pytest.raises(SuppliesNobody):
        name(licensed(cast.ada, published(alone, "Alone")), cast.ada.actor)


def test_what_is_not_signed_names_nobody(cast):
    with pytest.raises(NothingSigned):
        name(offered(published()), cast.ada.actor)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("ben", NotPermitted),
        ("vera", NotPermitted),
        ("cora", LicenceNotFound),
        ("rolf", LicenceNotFound),
        ("admin", LicenceNotFound),
    ],
)
def test_only_the_owner_names_whom_it_supplies(licence, cast, who, refusal):
    with pytest.raises(refusal):
        name(licence, getattr(cast, who).actor)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("ben", NotPermitted), ("rolf", RecipientNotFound)],
)
def test_only_the_owner_ends_it(recipient, cast, who, refusal):
    with pytest.raises(refusal):
        actions.end_recipient(recipient, actor=getattr(cast, who).actor)


def test_it_ends_once(recipient, cast):
    actions.end_recipient(recipient, actor=cast.ada.actor)
    with pytest.raises(RecipientEnded):
        actions.end_recipient(recipient, actor=cast.ada.actor)


def test_what_is_not_there_is_not_found(cast):
    with pytest.raises(RecipientNotFound):
        actions.end_recipient(new_id(), actor=cast.ada.actor)


def test_a_country_is_a_code():
    with pytest.raises(NoSuchCountry):
        NewRecipient(name="Partner", country="Germany", purpose="x")


def test_a_card_shows_those_that_receive_or_will(recipient, licence, cast):
    assert [each.name for each in queries.announced_of(db.session(), [NORTHLAB])] == [
        "Partner Labs"
    ]
    actions.end_recipient(recipient, actor=cast.ada.actor)
    assert queries.announced_of(db.session(), [NORTHLAB]) == []
