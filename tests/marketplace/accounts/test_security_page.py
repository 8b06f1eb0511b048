"""One page says where one is signed in and with what; from there everything can be ended."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from foundation import clock
from foundation.audit import AuditEvent
from foundation.database import db, transaction
from foundation.ids import new_id
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.passwords import hashing
from marketplace.accounts.security.actions import end_other_sign_ins, end_sign_in
from marketplace.accounts.security.devices import device
from marketplace.accounts.security.errors import SignInNotFound
from marketplace.accounts.signed_in import IDLE_AFTER
from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.accounts.door import PASSWORD, give_password, mails_to, open_sign_ins
from tests.marketplace.accounts.phones import set_up_phone

NEW = "another five unrelated words"


@pytest.fixture
def here(client, cast):
    return sign_in(client, cast.omar)


@pytest.fixture
def there(app, cast):
    """Omar's other browser, on his phone."""
    other = app.test_client()
    sign_in_id = sign_in(other, cast.omar)
    with transaction() as session:
        row = session.get_one(SignIn, sign_in_id)
        row.agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604"
        row.address = "203.0.113.7"
    return other, sign_in_id


def test_every_browser_is_listed_and_this_one_marked(client, here, there):
    page = client.get("/security").text
    assert page.count("this one") == 1
    assert "Safari on iPhone" in page
    assert "203.0.113.7" in page
    assert f'action="/security/sign-ins/{there[1]}/end"' in page
    assert f"/security/sign-ins/{here}/end" not in page


def test_nobody_elses_browser_is_listed(app, client, here, cast):
    sign_in(app.test_client(), cast.mira)
    assert client.get("/security").text.count('rowheader"') == 1


def test_an_ended_and_an_idle_browser_are_not_listed(client, cast, there):
    clock.move(IDLE_AFTER)
    sign_in(client, cast.omar)
    assert "iPhone" not in client.get("/security").text


def test_ending_one_signs_that_browser_out(client, here, there):
    other, sign_in_id = there
    client.post(f"/security/sign-ins/{sign_in_id}/end")
    assert other.get("/security").location.startswith("/sign-in")
    assert client.get("/security").status_code == 200


def test_ending_all_others_keeps_this_one(client, cast, here, there):
    client.post("/security/sign-ins/end-others")
    assert open_sign_ins(cast.omar.id) == 1
    assert client.get("/security").status_code == 200


def test_ending_is_in_the_audit_log(cast, here, there, session):
    end_sign_in(there[1], actor=cast.omar.actor)
    [found] = session.scalars(select(AuditEvent).where(AuditEvent.action == "sign_in.ended"))
    assert (found.actor_id, found.subject_id) == (cast.omar.id, there[1])


def test_ending_it_twice_is_refused(cast, there):
    end_sign_in(there[1], actor=cast.omar.actor)
    with pytest.raises(SignInNotFound):
        end_sign_in(there[1], actor=cast.omar.actor)


def test_a_strangers_browser_does_not_exist_for_me(cast, there):
    with pytest.raises(SignInNotFound):
        end_sign_in(there[1], actor=cast.admin.actor)
    with pytest.raises(SignInNotFound):
        end_sign_in(new_id(), actor=cast.omar.actor)
    assert open_sign_ins(cast.omar.id) == 1


def test_ending_others_ends_nobody_elses(app, cast, here):
    sign_in(app.test_client(), cast.mira)
    end_other_sign_ins(sign_in_id=here, actor=cast.omar.actor)
    assert open_sign_ins(cast.mira.id) == 1


def test_the_page_asks_the_database_twice_beside_who_is_here(client, cast, here):
    set_up_phone(cast.omar)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    client.get("/security")
    about_people = [each for each in asked if "marketplace_" in each]
    assert len(about_people) == 3, about_people


def test_factors_and_codes_left_are_shown(client, cast, here):
    set_up_phone(cast.omar)
    page = client.get("/security").text
    assert "You have 10 unused codes" in page
    assert "Phone" in page


def test_without_a_factor_there_is_a_word_instead_of_an_empty_table(client, here):
    page = client.get("/security").text
    assert "You have no authenticator app." in page
    assert "You have no passkey." in page


@pytest.fixture
def with_password(client, cast):
    give_password(cast.omar)
    sign_in(client, cast.omar)
    return client


def change(client, old=PASSWORD, new=NEW):
    return client.post("/security/password", data={"old": old, "new": new})


def kept(session, person):
    session.expire_all()
    return session.get_one(Account, person.id).password_hash


def test_a_new_password_replaces_the_old_and_ends_other_sign_ins(
    with_password, cast, there, session
):
    assert change(with_password).status_code == 303
    assert hashing.matches(kept(session, cast.omar), NEW)
    assert open_sign_ins(cast.omar.id) == 1
    assert with_password.get("/security").status_code == 200
    assert "notice" in mails_to(cast.omar.email)


def test_without_the_present_password_nothing_changes(with_password, cast, session):
    answer = change(with_password, old="not my password at all")
    assert answer.status_code == 422
    assert 'id="error-old"' in answer.text
    assert hashing.matches(kept(session, cast.omar), PASSWORD)


@pytest.mark.parametrize("weak", ["short", "passwordpassword", "Omar Omar Omar"])
def test_a_weak_password_is_refused_at_its_field(with_password, weak):
    answer = change(with_password, new=weak)
    assert answer.status_code == 422
    assert 'id="error-new"' in answer.text


def test_guessing_the_present_password_is_stopped(with_password):
    for _ in range(10):
        change(with_password, old="not my password at all")
    assert change(with_password).status_code == 429


@pytest.mark.parametrize(
    ("agent", "reads"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
            "Firefox on Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18 Safari/605", "Safari on Mac"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_devices_read_as_their_owners_would_say(agent, reads):
    assert device(agent) == reads


def test_the_time_of_ten_minutes_passes_for_the_password_too(with_password):
    clock.move(timedelta(minutes=11))
    assert change(with_password).location.startswith("/confirm")


@pytest.mark.parametrize(("ticked", "status"), [({"also_tokens": "yes"}, 401), ({}, 200)])
@pytest.mark.parametrize("path", ["/security/password", "/security/sign-ins/end-others"])
def test_tokens_end_too_where_that_is_ticked(app, with_password, cast, path, ticked, status):
    program = Program(app, cast.omar)
    passwords = {"old": PASSWORD, "new": NEW} if path.endswith("password") else {}
    assert with_password.post(path, data={**passwords, **ticked}).status_code == 303
    assert program.get("/api/v1/me").status_code == status


def test_each_revoked_token_is_in_the_audit(app, with_password, cast, session):
    for _ in range(2):
        Program(app, cast.omar)
    end_other_sign_ins(sign_in_id=new_id(), also_tokens=True, actor=cast.omar.actor)
    revoked = select(AuditEvent.subject_id).where(AuditEvent.action == "token.revoked")
    assert len(set(session.scalars(revoked))) == 2
