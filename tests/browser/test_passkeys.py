"""Passkeys in a real Chromium, with the authenticator that its own developers test with."""

import base64
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from foundation import clock
from foundation.database import transaction
from marketplace.accounts.factors import proving
from marketplace.accounts.factors.models import Passkey, PasskeyChallenge
from marketplace.accounts.models import Account, SignIn
from tests.browser.visiting import inspect, visit
from tests.cast import sign_in
from tests.marketplace.accounts.door import PASSWORD, give_password

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """The virtual authenticator of one browser tab."""

    def __init__(self, context, page):
        self.cdp = context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        self.id = self.add(DEVICE)

    def add(self, options):
        made = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return made["authenticatorId"]

    def send(self, what, **values):
        return self.cdp.send(f"WebAuthn.{what}", {"authenticatorId": self.id, **values})

    @property
    def credentials(self):
        return self.send("getCredentials")["credentials"]


@pytest.fixture
def home(address):
    """Browsers keep passkeys for names only."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def device(context, page):
    return Device(context, page)


@pytest.fixture
def signed_in(context, client, cast, home):
    give_password(cast.omar)
    sign_in(client, cast.omar)
    value = client.get_cookie("session").value
    context.add_cookies([{"name": "session", "value": value, "url": home}])
    return cast.omar


@pytest.fixture
def registered(page, home, device, signed_in):
    set_up(page, home)
    page.wait_for_selector("text=Your passkey is set up")
    return device


def set_up(page, home, name="Laptop"):
    page.goto(f"{home}/security")
    page.get_by_label("Name of this device").fill(name)
    page.get_by_role("button", name="Set up a passkey").click()


def sign_out(page):
    page.context.clear_cookies()


def enter(page, home, path="/sign-in"):
    page.goto(home + path)
    page.get_by_role("button", name="Use a passkey").click()


def count_of(session, model):
    session.expire_all()
    return session.scalar(select(func.count()).select_from(model))


def test_a_passkey_is_set_up_and_listed_by_its_name(page, registered, session):
    assert page.get_by_role("rowheader", name="Laptop").is_visible()
    assert session.scalars(select(Passkey.name)).all() == ["Laptop"]
    assert count_of(session, PasskeyChallenge) == 0
    inspect(page, "security-with-passkey")


def test_the_passkey_alone_signs_in_with_both_factors(page, home, registered, session, signed_in):
    sign_out(page)
    enter(page, home, "/sign-in?next=/security")
    page.wait_for_url(f"{home}/security")
    newest = session.scalars(select(SignIn).order_by(SignIn.second_factor_at.is_(None))).first()
    assert newest.account_id == signed_in.id
    assert newest.second_factor_at is not None


def test_the_passkey_is_a_second_step_after_the_password(page, home, registered, session):
    sign_out(page)
    page.goto(f"{home}/sign-in")
    page.get_by_label("Email").fill("omar@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{home}/sign-in/factor")
    inspect(page, "second-step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{home}/security")
    assert page.get_by_role("heading", name="Security").is_visible()


def test_the_passkey_makes_a_stale_browser_fresh(page, home, registered):
    clock.move(timedelta(minutes=11))
    page.goto(f"{home}/security/password")
    inspect(page, "confirm")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home}/security/password")


def test_the_same_device_is_not_set_up_twice(page, home, registered, session):
    set_up(page, home)
    page.wait_for_selector("text=This device already has a passkey")
    assert count_of(session, Passkey) == 1


def test_a_device_that_does_not_check_its_owner_is_refused(page, home, device, signed_in, session):
    device.send("setUserVerified", isUserVerified=False)
    set_up(page, home)
    page.wait_for_selector("text=Nothing was done")
    assert count_of(session, Passkey) == 0


def test_a_passkey_that_counts_backwards_is_refused(page, home, registered, session):
    """As a copy of it would, after the original was used."""
    with transaction() as writing:
        writing.execute(update(Passkey).values(sign_count=1000))
    sign_out(page)
    enter(page, home)
    page.wait_for_selector("text=counts backwards")
    assert session.scalars(select(Passkey.sign_count)).all() == [1000]


def test_a_removed_passkey_signs_nobody_in(page, home, registered, session):
    page.get_by_role("link", name="Change Laptop").click()
    visit(page, page.url, name="passkey")
    page.get_by_role("link", name="Remove this passkey").click()
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_selector("text=The passkey was removed")
    sign_out(page)
    enter(page, home)
    page.wait_for_selector("text=could not be checked")
    assert count_of(session, Passkey) == 0


def test_a_passkey_gets_another_name(page, registered, session):
    page.get_by_role("link", name="Change Laptop").click()
    page.get_by_label("Name").fill("Old laptop")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=Saved.")
    assert page.get_by_role("rowheader", name="Old laptop").is_visible()


def test_the_passkey_of_a_closed_account_signs_nobody_in(page, home, registered, signed_in):
    with transaction() as writing:
        writing.get_one(Account, signed_in.id).closed_at = clock.now()
    sign_out(page)
    enter(page, home)
    page.wait_for_selector("text=could not be checked")


def captured(page, home):
    """The answer that the browser was about to send, kept from us."""
    page.goto(f"{home}/sign-in")
    with page.expect_request("**/sign-in/passkey") as sent:
        page.route("**/sign-in/passkey", lambda route: route.abort())
        page.get_by_role("button", name="Use a passkey").click()
    return sent.value.post_data_json


def send(page, home, body):
    return page.request.post(f"{home}/sign-in/passkey", data=body)


def test_an_answer_counts_once(page, home, registered):
    sign_out(page)
    answer = captured(page, home)
    assert send(page, home, answer).status == 200
    assert send(page, home, answer).status == 422


def test_an_answer_to_another_browser_does_not_count(page, home, registered):
    sign_out(page)
    answer = captured(page, home)
    page.context.clear_cookies()
    assert send(page, home, answer).status == 422


def test_an_answer_after_five_minutes_does_not_count(page, home, registered):
    sign_out(page)
    answer = captured(page, home)
    clock.move(timedelta(minutes=5))
    assert send(page, home, answer).status == 422


@pytest.mark.parametrize("part", ["signature", "authenticatorData", "clientDataJSON", "userHandle"])
def test_a_changed_answer_does_not_count(page, home, registered, part):
    sign_out(page)
    answer = captured(page, home)
    response = answer["answer"]["response"]
    raw = bytearray(base64.urlsafe_b64decode(response[part] + "=="))
    raw[len(raw) // 2] ^= 1
    response[part] = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assert send(page, home, answer).status == 422


def test_were_answers_not_single_use_a_second_would_count(page, home, registered, monkeypatch):
    """The fault that the tests above exist to catch."""
    sign_out(page)
    answer = captured(page, home)
    asked_for = []
    kept = []

    def keep(session, challenge_id, account_id):
        if not kept:
            kept.append(bytes(session.get_one(PasskeyChallenge, challenge_id).challenge))
        asked_for.append(challenge_id)
        return kept[0]

    monkeypatch.setattr("marketplace.accounts.factors.challenges.take", keep)
    monkeypatch.setattr(proving.ceremonies, "checked_count", lambda *_: 10**6 + len(asked_for))
    assert [send(page, home, answer).status for _ in range(2)] == [200, 200]


def test_at_a_number_the_page_says_where_passkeys_work(page, address, sign_in_as, cast):
    sign_in_as(cast.omar)
    visit(page, "/security", name="security")
    assert page.get_by_role("link", name="open this page at localhost").is_visible()
    assert not page.get_by_role("button", name="Set up a passkey").is_visible()
