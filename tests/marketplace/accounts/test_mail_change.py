"""An account moves to another address when both addresses say so; the old one may take it back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.audit import AuditEvent
from foundation.database import transaction
from foundation.errors import NotFound, TooMany
from foundation.ids import new_id
from foundation.jobs import Lease
from marketplace.accounts.links.errors import LinkNotValid
from marketplace.accounts.mail_change import actions
from marketplace.accounts.mail_change.errors import AddressTaken, ChangeNotFound, SameAddress
from marketplace.accounts.mail_change.jobs import forget_mail_changes
from marketplace.accounts.mail_change.links import Purpose
from marketplace.accounts.mail_change.models import CONFIRM_WITHIN, TAKE_BACK_WITHIN, MailChange
from marketplace.accounts.models import Account
from tests.cast import sign_in
from tests.marketplace.accounts.door import mails_to, open_sign_ins
from tests.marketplace.accounts.mailbox import paths_in

NEW = "omar@elsewhere.example"


@pytest.fixture
def asked(client, cast):
    sign_in(client, cast.omar)
    client.post("/security/mail", data={"email": NEW})
    return client


def email_of(session, person):
    session.expire_all()
    return session.get_one(Account, person.id).email


def links(cast):
    """Of the mails to the new and to the old address: agree, agree, stop."""
    [new] = paths_in(NEW, "mail_change_new")
    old, stop = paths_in(cast.omar.email, "mail_change_old")
    return new, old, stop


def test_nothing_changes_by_asking(asked, cast, session):
    assert email_of(session, cast.omar) == cast.omar.email
    assert mails_to(NEW) == ["mail_change_new"]
    assert mails_to(cast.omar.email)[-1] == "mail_change_old"


@pytest.mark.parametrize("only", [0, 1])
def test_one_yes_is_not_enough(asked, cast, session, only):
    asked.post(links(cast)[only])
    assert email_of(session, cast.omar) == cast.omar.email


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_both_say_yes_and_it_is_changed(asked, cast, session, order):
    for each in order:
        asked.post(links(cast)[each])
    assert email_of(session, cast.omar) == NEW
    assert mails_to(NEW)[-1] == "mail_changed"
    assert mails_to(cast.omar.email)[-1] == "mail_changed"


def test_opening_a_link_changes_nothing(asked, cast, session):
    for path in links(cast):
        assert asked.get(path).status_code == 200
    assert email_of(session, cast.omar) == cast.omar.email


def test_one_link_pressed_twice_is_not_two_yeses(asked, cast, session):
    new, _, _ = links(cast)
    asked.post(new)
    assert asked.post(new).status_code == 404
    assert email_of(session, cast.omar) == cast.omar.email


def test_a_link_for_one_address_is_not_good_for_the_other(asked, cast):
    new, _, _ = links(cast)
    assert asked.post(new.replace("/new/", "/old/")).status_code == 404


def test_the_links_end_after_two_days(asked, cast):
    new, _, _ = links(cast)
    clock.move(CONFIRM_WITHIN)
    assert asked.post(new).status_code == 404


def test_asking_again_ends_the_earlier_wish(asked, cast, session):
    new, old, _ = links(cast)
    asked.post("/security/mail", data={"email": "third@elsewhere.example"})
    assert asked.post(new).status_code == 404
    assert asked.post(old).status_code == 404


def test_the_old_address_stops_it_and_everybody_is_signed_out(asked, cast, session):
    new, _, stop = links(cast)
    asked.post(stop)
    assert open_sign_ins(cast.omar.id) == 0
    assert asked.post(new).status_code == 404
    assert mails_to(cast.omar.email)[-1] == "mail_change_stopped"


def test_for_a_week_the_old_address_takes_it_back(asked, cast, session):
    new, old, stop = links(cast)
    asked.post(new)
    asked.post(old)
    clock.move(TAKE_BACK_WITHIN - timedelta(seconds=1))
    asked.post(stop)
    assert email_of(session, cast.omar) == cast.omar.email
    assert open_sign_ins(cast.omar.id) == 0


def test_after_a_week_it_stays(asked, cast, session):
    new, old, stop = links(cast)
    asked.post(new)
    asked.post(old)
    clock.move(TAKE_BACK_WITHIN)
    assert asked.post(stop).status_code == 404
    assert email_of(session, cast.omar) == NEW


def test_an_older_address_cannot_take_back_a_later_change(asked, cast, session):
    new, old, stop = links(cast)
    asked.post(new)
    asked.post(old)
    with transaction() as writing:
        writing.get_one(Account, cast.omar.id).email = "third@elsewhere.example"
    assert asked.post(stop).status_code == 404
    assert email_of(session, cast.omar) == "third@elsewhere.example"


def test_a_taken_address_is_not_told_to_who_asks_but_to_who_has_it(client, cast):
    sign_in(client, cast.omar)
    free = client.post("/security/mail", data={"email": NEW})
    taken = client.post("/security/mail", data={"email": cast.mira.email})
    assert free.status_code == taken.status_code == 200
    assert free.text.replace(NEW, "X") == taken.text.replace(cast.mira.email, "X")
    assert mails_to(cast.mira.email) == ["mail_change_taken"]


def test_an_address_that_was_taken_in_between_is_refused(asked, cast):
    new, old, _ = links(cast)
    asked.post(new)
    with transaction() as session:
        session.get_one(Account, cast.mira.id).email = NEW
    with pytest.raises(AddressTaken):
        actions.agree(Purpose.OLD, old.rsplit("/", 1)[-1])


def test_ones_own_address_is_refused(cast):
    with pytest.raises(SameAddress):
        actions.ask_for_change(cast.omar.email, actor=cast.omar.actor)


def test_what_is_no_address_is_refused_at_its_field(client, cast):
    sign_in(client, cast.omar)
    answer = client.post("/security/mail", data={"email": "not an address"})
    assert answer.status_code == 422
    assert 'value="not an address"' in answer.text


def test_nobody_floods_others_with_links(cast):
    for number in range(5):
        actions.ask_for_change(f"n{number}@elsewhere.example", actor=cast.omar.actor)
    with pytest.raises(TooMany):
        actions.ask_for_change("one@more.example", actor=cast.omar.actor)


def test_an_invented_link_is_nothing(client):
    assert client.get("/mail-change/new/invented").status_code == 404
    assert client.post("/mail-change/stop/invented").status_code == 404


def test_every_step_is_in_the_audit_log_without_addresses(asked, cast, session):
    new, old, stop = links(cast)
    for path in (new, old, stop):
        asked.post(path)
    found = session.scalars(
        select(AuditEvent).where(AuditEvent.action.startswith("mail_change."))
    ).all()
    assert sorted(event.action.partition(".")[2] for event in found) == [
        "agreed",
        "agreed",
        "asked",
        "made",
        "stopped",
    ]
    assert "elsewhere" not in "".join(str(event.details) for event in found)


def test_the_addresses_are_forgotten(asked, session):
    clock.move(CONFIRM_WITHIN + TAKE_BACK_WITHIN + timedelta(seconds=1))
    forget_mail_changes(Lease("test", new_id(), 1))
    assert session.scalars(select(MailChange)).all() == []


def test_refusals_are_not_found_to_whoever_holds_the_link():
    assert issubclass(ChangeNotFound, NotFound)
    assert issubclass(LinkNotValid, NotFound)
