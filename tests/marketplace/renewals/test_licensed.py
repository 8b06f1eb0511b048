"""Nobody pays for going on with what their own licence does not let them use."""

from datetime import timedelta

import pytest

from consent.ledger.explaining.words import Answer, Use
from consent.licences import offering, queries
from foundation.database import db
from marketplace.renewals import actions, licensing
from marketplace.renewals.errors import LicenceEndsFirst, NotCovered, NotLicensed
from marketplace.renewals.models import RenewalOrder
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.consent.licences import licensed as signed
from tests.marketplace.accounts.phones import set_up_phone
from tests.marketplace.renewals.ending import asked, ends_soon, keys, licence

PAGE = "/renewals"
LICENCE_ENDS = "9 Feb 2029"
REVIEW = {Use.REVIEW: Answer.ALLOWED}
TRAINING = {Use.GENERATIVE_TRAINING: Answer.ALLOWED}


@pytest.fixture
def outside(cast):
    """The paper permits review alone, and the licence training alone."""
    ends_soon(cast.omar.id, has_licence=False, uses=REVIEW, prices=None)
    licence(uses=TRAINING)


def test_without_a_licence_nothing_is_written_down(session, cast):
    ends_soon(cast.omar.id, has_licence=False)
    with pytest.raises(NotLicensed):
        actions.ask_to_renew(keys(), actor=cast.ada.actor)
    assert session.query(RenewalOrder).count() == 0


@pytest.mark.usefixtures("outside")
def test_nor_where_the_licence_covers_no_use_of_it(session, cast):
    with pytest.raises(NotCovered):
        actions.ask_to_renew(keys(), actor=cast.ada.actor)
    assert session.query(RenewalOrder).count() == 0


def test_one_use_of_several_will_do(cast):
    ends_soon(cast.omar.id, has_licence=False)
    licence(uses=REVIEW)
    assert asked(cast.ada)


@pytest.mark.usefixtures("outside")
def test_the_planted_fault_of_a_licence_that_covers_everything_is_seen(cast, monkeypatch):
    monkeypatch.setattr(licensing, "covers", lambda _licence, _each: True)
    assert asked(cast.ada)


def test_the_page_says_so_before_anybody_asks(client, cast):
    ends_soon(cast.omar.id, has_licence=False)
    sign_in(client, cast.ada)
    shown = client.get(PAGE).text
    assert "No licence of your organisation" in shown
    assert "Ask to renew these" not in shown
    answer = client.post(PAGE, data={"paper": keys()})
    assert (answer.status_code, "Sign one first" in answer.text) == (409, True)


@pytest.mark.usefixtures("outside")
def test_what_is_outside_is_marked_and_not_ticked(client, cast):
    sign_in(client, cast.ada)
    shown = client.get(PAGE).text
    assert "outside your licence" in shown
    assert " checked" not in shown
    answer = client.post(PAGE, data={"paper": keys()})
    assert (answer.status_code, "covers no use" in answer.text) == (409, True)


@pytest.fixture
def too_short(cast):
    """The licence ends a week before the consent does, and the renewal would begin after that."""
    ends_soon(cast.omar.id, days=50, has_licence=False)
    licence(months=1)


@pytest.mark.usefixtures("too_short")
def test_what_would_begin_after_the_licence_is_refused_with_its_last_day(session, cast):
    with pytest.raises(LicenceEndsFirst, match=rf"Your licence ends on {LICENCE_ENDS}, before"):
        actions.ask_to_renew(keys(), actor=cast.ada.actor)
    assert session.query(RenewalOrder).count() == 0


@pytest.mark.usefixtures("too_short")
def test_it_is_marked_not_ticked_and_refused_by_page_and_program(app, client, cast):
    sign_in(client, cast.ada)
    shown = client.get(PAGE).text
    assert "(your licence ends first)" in shown
    assert " checked" not in shown
    answer = client.post(PAGE, data={"paper": keys()})
    assert (answer.status_code, LICENCE_ENDS in answer.text) == (409, True)
    set_up_phone(cast.ada)
    program = Program(app, cast.ada)
    (one,) = program.get("/api/v1/renewals/ending").json["items"]
    assert (one["covered"], one["licensed_until"] < one["ends_on"]) == (False, True)
    assert program.post("/api/v1/renewals", {"keys": [one["key"]]}).status_code == 409


@pytest.mark.usefixtures("too_short")
def test_a_licence_that_is_extended_beforehand_will_do(cast):
    (found,) = queries.licences(db.session(), signed.WRITER)
    licence_id, last = found.id, queries.last_days(db.session(), [found.id])[found.id]
    more, after = signed.published(name="More"), last + timedelta(days=1)
    offering.offer_extension(licence_id, more, after, actor=signed.WRITER)
    signed.signed_by(NORTHLAB, signed.open_offer(licence_id))
    assert asked(cast.ada)


@pytest.mark.usefixtures("too_short")
def test_the_planted_fault_of_asking_todays_licence_alone_is_seen(cast, monkeypatch):
    def todays(session, client_id, wanted):
        return {each.ends_on: licensing.licence_now(session, client_id) for each in wanted}

    monkeypatch.setattr(licensing, "licences_then", todays)
    assert asked(cast.ada)


def test_what_the_licence_outlives_in_part_may_be_asked_for_and_its_last_day_is_said(
    app, client, cast
):
    """The fee is for the whole term, as was signed; a licence is extended."""
    ends_soon(cast.omar.id)
    sign_in(client, cast.ada)
    shown = client.get(PAGE).text
    assert "only once the licence is extended" in shown
    set_up_phone(cast.ada)
    (one,) = Program(app, cast.ada).get("/api/v1/renewals/ending").json["items"]
    assert one["ends_on"] < one["licensed_until"] < one["renewed_until"]
    assert asked(cast.ada)
