"""Nobody pays for going on with what their own licence does not let them use."""

import pytest

from consent.ledger.explaining.words import Answer, Use
from marketplace.renewals import actions, licensing
from marketplace.renewals.errors import NotCovered, NotLicensed
from marketplace.renewals.models import RenewalOrder
from tests.cast import sign_in
from tests.marketplace.renewals.ending import asked, ends_soon, keys, licence

PAGE = "/renewals"
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
