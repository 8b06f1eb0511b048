"""A licence from offer to end: what is seen is what is signed, once, by who may bind the client."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from consent.keeping.openings import read
from consent.ledger.explaining.words import Answer, Ending, Use
from consent.ledger.models import LedgerOutbox
from consent.licences import ending, offering, queries, signing
from consent.licences.errors import (
    BadTerm,
    HasLicence,
    LicenceNotFound,
    NameMissing,
    NothingSigned,
    NotPublished,
    NotShown,
    OfferAnswered,
    OfferIsOpen,
    OfferNotFound,
)
from consent.licences.models import LicenceSignature, LicenceSigner, LicenceState
from consent.licences.queries import licence_for
from foundation import clock
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.licences.licensed import (
    SECOND,
    WRITER,
    draft,
    licensed,
    offered,
    open_offer,
    published,
    sign,
    terms,
)

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def offer(cast):
    return open_offer(offered(published()))


def today():
    return clock.now().date()


def holding(client_id=NORTHLAB, on=None):
    db.session.rollback()
    return licence_for(db.session(), client_id, on or today())


def state(licence_id):
    db.session.rollback()
    return queries.licence(db.session(), licence_id, WRITER).state


def said_in(thread):
    db.session.rollback()
    session = db.session()
    of = LedgerOutbox
    events = session.scalars(select(of.event_id).where(of.thread == thread)).all()
    return read(session, events)


def types_in(thread):
    db.session.rollback()
    of = LedgerOutbox
    return list(
        db.session().scalars(select(of.type).where(of.thread == thread).order_by(of.ticket))
    )


def test_nothing_holds_before_the_owner_signed(offer):
    assert holding() is None


def test_what_was_signed_holds_from_its_first_day_to_its_last(offer, cast):
    sign(offer, cast.ada)
    found = holding()
    assert found.uses[Use.GENERATIVE_TRAINING] is Answer.CONSTRAINED
    assert found.limits.clients == (NORTHLAB,)
    assert (found.ends_on - found.starts_on).days == 364
    assert holding(on=found.ends_on) is not None
    assert holding(on=found.ends_on + timedelta(days=1)) is None
    assert holding(on=found.starts_on - timedelta(days=1)) is None


def test_another_clients_licence_is_not_ours(offer, cast):
    sign(offer, cast.ada)
    assert holding(RIVALLAB) is None


def test_what_was_signed_stands_in_the_ledger_in_the_same_transaction(offer, cast):
    sign(offer, cast.ada)
    thread = holding().thread
    (entry,) = said_in(thread).values()
    assert entry.payload["client"] == str(NORTHLAB)
    assert entry.payload["document"] == holding().document_hash
    assert entry.payload["limits"]["ends_on"] == holding().ends_on.isoformat()


def test_a_signature_keeps_what_was_shown_and_how_it_was_accepted(offer, cast):
    signing.show_offer(offer, actor=cast.ada.actor)
    seen_at = clock.now()
    clock.move(timedelta(hours=3))
    signed = sign(offer, cast.ada, "  Ada Brandt ")
    found = db.session().get_one(LicenceSignature, signed)
    assert (found.shown_at, found.signed_at) == (seen_at, clock.now())
    assert (found.method, found.locale) == ("typed_name", "en")
    assert "to manipulate people" in json.dumps(json.loads(found.document)["plain_words"])
    assert db.session().get_one(LicenceSigner, signed).name == "Ada Brandt"


def test_a_signature_is_never_changed(offer, cast):
    sign(offer, cast.ada)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text("UPDATE consent_licence_signature SET number = 7"))


def test_nobody_signs_twice(offer, cast):
    sign(offer, cast.ada)
    with pytest.raises(OfferAnswered):
        signing.sign_offer(offer, "Ada", holding().document_hash, actor=cast.ada.actor)


def test_two_who_sign_at_once_sign_once(offer, cast, app):
    seen = signing.show_offer(offer, actor=cast.ada.actor).hash
    db.session.remove()

    def attempt(_):
        with app.app_context():
            try:
                signing.sign_offer(offer, "Ada", seen, actor=cast.ada.actor)
            except OfferAnswered:
                return "answered"
            return "signed"

    with ThreadPoolExecutor(4) as pool:
        ends = sorted(pool.map(attempt, range(4)))
    assert ends == ["answered"] * 3 + ["signed"]
    assert len(said_in(holding().thread)) == 1


def test_what_was_not_shown_is_not_signed(offer, cast):
    shown = signing.show_offer(offer, actor=cast.cora.actor)
    with pytest.raises(NotShown):
        signing.sign_offer(offer, "Ada", shown.hash, actor=cast.ada.actor)


def test_what_was_seen_is_what_is_signed(offer, cast):
    signing.show_offer(offer, actor=cast.ada.actor)
    with pytest.raises(NotShown):
        signing.sign_offer(offer, "Ada", "sha256:" + "0" * 64, actor=cast.ada.actor)


@pytest.mark.parametrize("name", ["  ", "\u200b", "-"])
def test_a_signature_has_a_name(offer, cast, name):
    with pytest.raises(NameMissing):
        sign(offer, cast.ada, name)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("ben", NotPermitted),
        ("vera", NotPermitted),
        ("cora", OfferNotFound),
        ("rolf", OfferNotFound),
        ("admin", OfferNotFound),
    ],
)
def test_only_the_owner_binds_the_client(offer, cast, who, refusal):
    seen = signing.show_offer(offer, actor=cast.ada.actor).hash
    actor = getattr(cast, who).actor
    for attempt in (
        lambda: signing.sign_offer(offer, "Somebody", seen, actor=actor),
        lambda: signing.refuse_offer(offer, actor=actor),
    ):
        with pytest.raises(refusal):
            attempt()
    assert holding() is None


def test_to_another_client_an_offer_does_not_exist(offer, cast):
    with pytest.raises(OfferNotFound):
        signing.show_offer(offer, actor=cast.rolf.actor)


def test_a_client_has_one_licence_at_a_time(offer, cast):
    another = published(name="Another")
    with pytest.raises(HasLicence):
        offered(another)
    sign(offer, cast.ada)
    with pytest.raises(HasLicence):
        offered(another)


def test_after_one_is_refused_another_is_offered(offer, cast):
    signing.refuse_offer(offer, actor=cast.ada.actor)
    licence = offered(published(name="Another"))
    assert state(licence) is LicenceState.OFFERED


def test_a_refused_offer_cannot_be_signed(offer, cast):
    seen = signing.show_offer(offer, actor=cast.ada.actor).hash
    signing.refuse_offer(offer, actor=cast.ada.actor)
    with pytest.raises(OfferAnswered):
        signing.sign_offer(offer, "Ada", seen, actor=cast.ada.actor)


def test_an_offer_that_was_taken_back_meanwhile_cannot_be_signed(offer, cast):
    seen = signing.show_offer(offer, actor=cast.ada.actor).hash
    offering.take_back_offer(offer, actor=SECOND)
    with pytest.raises(OfferAnswered):
        signing.sign_offer(offer, "Ada", seen, actor=cast.ada.actor)


def test_only_compliance_offers(cast):
    with pytest.raises(NotPermitted):
        offering.offer_licence(NORTHLAB, published(), today(), actor=cast.ada.actor)


def test_only_what_is_published_is_offered(cast):
    with pytest.raises(NotPublished):
        offered(draft())


def test_a_licence_does_not_begin_in_the_past(cast):
    with pytest.raises(BadTerm):
        offering.offer_licence(NORTHLAB, published(), today() - timedelta(days=1), actor=WRITER)


def extension(licence_id, version_id, starts_on=None):
    return offering.offer_extension(licence_id, version_id, starts_on or today(), actor=WRITER)


def test_an_extension_holds_once_it_is_signed(cast):
    licence = licensed(cast.ada)
    wider = published(terms(uses={Use.REVIEW: Answer.ALLOWED}, months=36), "Wider")
    offer = extension(licence, wider)
    assert Use.EVALUATION in holding().uses
    sign(offer, cast.ada)
    assert holding().uses == {Use.REVIEW: Answer.ALLOWED}
    kinds = types_in(holding().thread)
    assert kinds == ["licence.signed", "licence.extended"]


def test_an_extension_that_begins_later_leaves_what_holds_until_then(cast):
    version = published()
    licence = licensed(cast.ada, version)
    last = holding().ends_on
    sign(extension(licence, version, last + timedelta(days=1)), cast.ada)
    assert holding(on=last).ends_on == last
    assert holding(on=last + timedelta(days=1)).starts_on == last + timedelta(days=1)


def test_a_licence_begins_on_a_day_that_somebody_lives_to_see(cast):
    with pytest.raises(BadTerm):
        offering.offer_licence(NORTHLAB, published(), date.max, actor=WRITER)


def test_an_extension_leaves_no_gap(cast):
    version = published()
    licence = licensed(cast.ada, version)
    with pytest.raises(BadTerm):
        extension(licence, version, holding().ends_on + timedelta(days=2))


def test_one_extension_waits_at_a_time(cast):
    version = published()
    licence = licensed(cast.ada, version)
    extension(licence, version)
    with pytest.raises(OfferIsOpen):
        extension(licence, version)


def test_what_was_signed_holds_on_where_an_extension_is_refused(cast):
    version = published()
    licence = licensed(cast.ada, version)
    signing.refuse_offer(extension(licence, version), actor=cast.ada.actor)
    assert state(licence) is LicenceState.SIGNED
    assert holding() is not None


def test_what_is_only_offered_is_not_extended(cast):
    version = published()
    with pytest.raises(NothingSigned):
        extension(offered(version), version)


def terminate(licence, actor=WRITER, reason="It was used for a clone."):
    ending.terminate_licence(licence, Ending.CLIENT_BREACH, reason, actor=actor)


def test_a_terminated_licence_holds_no_more_from_that_day_on(cast):
    licence = licensed(cast.ada)
    clock.move(timedelta(days=10))
    terminate(licence)
    assert holding() is None
    assert holding(on=today() - timedelta(days=1)) is not None
    assert state(licence) is LicenceState.TERMINATED


def test_a_termination_stands_in_the_licences_thread_with_its_reason(cast):
    licence = licensed(cast.ada)
    thread = holding().thread
    terminate(licence)
    said = [each.payload for each in said_in(thread).values()]
    (ended,) = [each for each in said if "cause" in each]
    assert ended["reason"] == "It was used for a clone."
    assert ended["licence"] == str(licence)


def test_a_licence_ends_once(cast):
    licence = licensed(cast.ada)
    terminate(licence)
    with pytest.raises(NothingSigned):
        terminate(licence)


def test_an_extension_goes_with_the_licence_that_ends(cast):
    version = published()
    licence = licensed(cast.ada, version)
    offer = extension(licence, version)
    terminate(licence)
    with pytest.raises(OfferAnswered):
        sign(offer, cast.ada)


def test_only_compliance_terminates(cast):
    licence = licensed(cast.ada)
    for who in (cast.ada, cast.ben):
        with pytest.raises(NotPermitted):
            terminate(licence, who.actor)


def test_what_is_not_there_is_not_found(cast):
    with pytest.raises(LicenceNotFound):
        terminate(new_id())


def test_another_client_does_not_see_it(cast):
    licence = licensed(cast.ada)
    with pytest.raises(LicenceNotFound):
        queries.licence(db.session(), licence, cast.rolf.actor)
    assert queries.licences(db.session(), cast.rolf.actor) == []
    assert len(queries.licences(db.session(), cast.ben.actor)) == 1
