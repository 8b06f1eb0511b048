"""Coming in, and leaving."""

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from foundation import clock
from foundation.audit import AuditEvent
from foundation.database import transaction
from marketplace.accounts import signed_in
from marketplace.accounts.models import Account, SignIn
from tests.marketplace.accounts.door import (
    HOUR,
    PASSWORD,
    WRONG,
    give_password,
    is_in,
    mails_to,
    open_sign_ins,
    type_password,
)


@pytest.fixture(autouse=True)
def _omar_has_a_password(cast):
    give_password(cast.omar)


def audited(session) -> list[str]:
    return list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.at)))


def test_the_right_password_lets_in(client, cast):
    answer = type_password(client, cast.omar.email)
    assert (answer.status_code, answer.location) == (302, "/home")
    assert is_in(client)


def test_capitals_in_the_address_do_not_matter(client, cast):
    assert type_password(client, cast.omar.email.upper()).status_code == 302


def test_the_wrong_password_does_not_and_the_address_stays_typed(client, cast, session):
    answer = type_password(client, cast.omar.email, WRONG)
    assert answer.status_code == 422
    assert cast.omar.email in answer.text
    assert WRONG not in answer.text
    assert not is_in(client)
    assert audited(session) == ["sign_in.failed"]


def test_an_unknown_address_is_told_the_same(client, cast):
    unknown = type_password(client, "nobody@example.org", WRONG)
    wrong = type_password(client, cast.omar.email, WRONG)
    same = unknown.text.replace("nobody@example.org", cast.omar.email)
    assert (unknown.status_code, same) == (wrong.status_code, wrong.text)


def test_who_never_set_a_password_is_not_let_in_by_any(client, cast):
    assert type_password(client, cast.mira.email, "").status_code == 422
    assert type_password(client, cast.mira.email).status_code == 422


def test_nothing_typed_is_said_at_the_fields(client):
    answer = client.post("/sign-in", data={})
    assert answer.status_code == 422
    assert "Enter an email address, like name@example.org." in answer.text
    assert "Enter your password." in answer.text


def test_every_sign_in_has_a_new_id_and_the_old_one_ends(client, cast, session):
    type_password(client, cast.omar.email)
    type_password(client, cast.omar.email)
    rows = session.scalars(select(SignIn).where(SignIn.account_id == cast.omar.id)).all()
    assert len({row.id for row in rows}) == 2
    assert sorted(row.ended_because for row in rows) == ["", "signed in anew"]


def test_a_cookie_from_before_holds_nothing_afterwards(client, cast):
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    type_password(client, cast.omar.email)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie


@pytest.mark.parametrize("path", ["/people", "/clients/mine?x=1"])
def test_one_goes_on_to_where_one_wanted_to(client, cast, path):
    assert type_password(client, cast.omar.email, next=path).location == path


@pytest.mark.parametrize(
    "path",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil", ""],
)
def test_but_never_to_another_site(client, cast, path):
    assert type_password(client, cast.omar.email, next=path).location == "/home"
    client.post("/sign-out")
    assert 'name="next" value=""' in client.get("/sign-in", query_string={"next": path}).text


def test_leaving_ends_the_row_so_a_copied_cookie_is_worthless(app, client, cast, session):
    type_password(client, cast.omar.email)
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    assert client.post("/sign-out").location == "/"
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(kept)
    assert not is_in(thief)
    assert open_sign_ins(cast.omar.id) == 0


def test_leaving_twice_says_that_one_has_left(client, cast):
    type_password(client, cast.omar.email)
    client.post("/sign-out")
    assert client.post("/sign-out").status_code == 401


def test_a_closed_account_does_not_come_in(client, cast):
    with transaction() as session:
        account = session.get_one(Account, cast.omar.id)
        account.closed_at = clock.now()
    type_password(client, cast.omar.email)
    assert not is_in(client)


def test_being_here_is_noted_every_five_minutes_at_most(client, cast, session):
    type_password(client, cast.omar.email)
    began = clock.now()

    def seen():
        return session.scalars(select(SignIn.seen_at)).one()

    clock.move(HOUR / 20)
    client.get("/")
    assert seen() == began
    clock.move(HOUR / 20)
    client.get("/")
    assert seen() == clock.now()


def test_an_unused_sign_in_ends_by_itself(client, cast):
    type_password(client, cast.omar.email)
    clock.move(signed_in.IDLE_AFTER)
    assert not is_in(client)


def test_a_new_browser_is_reported_to_its_owner_but_not_the_first(app, client, cast):
    type_password(client, cast.omar.email)
    assert mails_to(cast.omar.email) == []
    type_password(client, cast.omar.email)
    assert mails_to(cast.omar.email) == []
    type_password(app.test_client(), cast.omar.email)
    assert mails_to(cast.omar.email) == ["notice"]


def test_a_weaker_hash_is_made_anew_when_the_password_is_known(client, cast, session):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with transaction() as writing:
        writing.get_one(Account, cast.omar.id).password_hash = weak
    type_password(client, cast.omar.email)
    assert "m=19456,t=2,p=1" in session.get_one(Account, cast.omar.id).password_hash
    client.post("/sign-out")
    assert type_password(client, cast.omar.email).status_code == 302
