"""Telling somebody: page and mail, as they chose, undone with its cause."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock, notices
from foundation.database import db, transaction
from foundation.mail.queries import latest
from foundation.notices import actions, kinds
from foundation.notices.errors import CannotBeTurnedOff, NoticeNotFound
from foundation.notices.kinds import Delivery, Kind
from foundation.notices.models import Notice
from marketplace.accounts.models import Account
from tests.cast import START


def tell(kind, *people, url="/cases", **values):
    with transaction() as session:
        notices.tell(session, kind=kind, to=[each.id for each in people], url=url, **values)


def told():
    db.session().expire_all()
    return db.session().scalars(select(Notice).order_by(Notice.told_at)).all()


def mailed():
    return [letter.body.subject for letter in latest(db.session())]


def choose(person, **chosen):
    by_kind = {f"test.{name}": delivery for name, delivery in chosen.items()}
    actions.choose_deliveries(by_kind, actor=person.actor)


def test_a_notice_is_on_the_page_and_in_the_mail_in_the_persons_own_zone(cast):
    with transaction() as session:
        session.get_one(Account, cast.omar.id).zone = "Asia/Kolkata"
    tell("test.casting", cast.omar, who="Northlab", at=START)
    assert notices.unread(db.session(), cast.omar.id) == 1
    assert mailed() == ["Northlab answered at 2 Mar 2026, 14:30 UTC+5:30"]


def test_it_is_undone_with_what_it_tells_of(cast):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        notices.tell(session, kind="test.paid", to=[cast.omar.id], url="/")
        raise ZeroDivisionError
    assert told() == []
    assert mailed() == []


def test_a_person_named_twice_is_told_once(cast):
    tell("test.paid", cast.omar, cast.omar)
    assert len(told()) == 1


def test_who_wants_it_on_the_page_only_gets_no_mail(cast):
    choose(cast.omar, casting=Delivery.PAGE)
    tell("test.casting", cast.omar, cast.mira, who="Northlab", at=START)
    assert notices.unread(db.session(), cast.omar.id) == 1
    assert [letter.body.recipient for letter in latest(db.session())] == ["mira@example.org"]


def test_who_turned_it_off_is_not_told(cast):
    choose(cast.omar, casting=Delivery.OFF)
    tell("test.casting", cast.omar, who="Northlab", at=START)
    assert told() == []


@pytest.mark.parametrize("delivery", [each for each in Delivery if each != Delivery.AT_ONCE])
def test_money_rights_and_security_cannot_be_turned_off_or_delayed(cast, delivery):
    with pytest.raises(CannotBeTurnedOff):
        choose(cast.omar, paid=delivery)


def test_one_refused_choice_keeps_none_of_the_form(cast):
    with pytest.raises(CannotBeTurnedOff):
        choose(cast.omar, casting=Delivery.OFF, paid=Delivery.OFF)
    tell("test.casting", cast.omar, who="Northlab", at=START)
    assert len(told()) == 1


def test_a_kind_that_may_no_longer_be_turned_off_ignores_an_older_choice(cast):
    choose(cast.omar, casting=Delivery.OFF)
    kinds._registered["test.casting"] = Kind("test.casting", "x", "Rights", False)
    tell("test.casting", cast.omar)
    assert len(told()) == 1


def test_a_kind_cannot_be_declared_off_and_not_to_be_turned_off(app):
    with pytest.raises(ValueError, match="by default"):
        Kind("x", "x", "Money", False, default=Delivery.OFF)


def test_two_meanings_of_one_name_are_refused(app):
    with pytest.raises(ValueError, match=r"test\.paid"):
        notices.register(Kind("test.paid", "Something else", "Money", False))


@pytest.mark.parametrize("url", ["https://rival.example", "//rival.example", "cases"])
def test_a_notice_never_leads_elsewhere(cast, url):
    with pytest.raises(ValueError, match="our own"):
        tell("test.paid", cast.omar, url=url)


def test_only_the_person_concerned_can_mark_it_as_read(cast):
    tell("test.paid", cast.omar)
    (notice,) = told()
    with pytest.raises(NoticeNotFound):
        actions.read_notice(notice.id, actor=cast.mira.actor)
    actions.read_notice(notice.id, actor=cast.omar.actor)
    clock.move(timedelta(hours=1))
    actions.read_notice(notice.id, actor=cast.omar.actor)
    assert told()[0].read_at == START


def test_marking_all_leaves_other_people_alone(cast):
    tell("test.paid", cast.omar, cast.mira)
    actions.read_all_notices(actor=cast.omar.actor)
    assert notices.unread(db.session(), cast.omar.id) == 0
    assert notices.unread(db.session(), cast.mira.id) == 1


def test_what_may_be_turned_off_says_how_and_what_may_not_does_not(cast):
    tell("test.casting", cast.omar, who="Northlab", at=START)
    tell("test.paid", cast.mira)
    by_recipient = {each.body.recipient: each.body for each in latest(db.session())}
    assert "/notices/turn-off/" in by_recipient["omar@example.org"].unsubscribe_url
    assert by_recipient["mira@example.org"].unsubscribe_url == ""


def test_forgetting_a_person_leaves_no_notice_of_theirs(cast):
    tell("test.paid", cast.omar, cast.mira)
    with transaction() as session:
        actions.forget(session, cast.omar.id)
    assert [notice.account_id for notice in told()] == [cast.mira.id]
