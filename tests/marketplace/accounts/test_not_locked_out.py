"""Guessing is hopeless, and whoever guesses keeps nobody else out."""

import pytest

from foundation import clock
from marketplace.accounts.sign_in import pace
from tests.marketplace.accounts.door import (
    ATTACKER,
    HOUR,
    VICTIM,
    WRONG,
    give_password,
    is_in,
    link_mailed,
    mails_to,
    type_password,
)

KNOCKS = pace.STRANGERS.limit


@pytest.fixture(autouse=True)
def _omar_has_a_password(cast):
    give_password(cast.omar)


@pytest.fixture
def owner(app, cast):
    """A browser in which Omar signed in before."""
    browser = app.test_client()
    type_password(browser, cast.omar.email)
    browser.post("/sign-out")
    return browser


def attack(app, email, times=KNOCKS, at=ATTACKER):
    """From a new browser each time, which costs an attacker nothing."""
    return [type_password(app.test_client(), email, WRONG, at=at) for _ in range(times)]


def test_strangers_soon_have_to_wait(app, cast):
    statuses = [answer.status_code for answer in attack(app, cast.omar.email, KNOCKS + 2)]
    assert statuses == [422] * KNOCKS + [429] * 2


def test_another_network_address_is_still_a_stranger(app, cast):
    for number in range(KNOCKS):
        attack(app, cast.omar.email, 1, at=f"203.0.113.{number}")
    assert attack(app, cast.omar.email, 1, at="192.0.2.1")[0].status_code == 429


def test_while_they_wait_even_the_right_password_does_not_help_a_stranger(app, cast):
    attack(app, cast.omar.email)
    stranger = app.test_client()
    assert type_password(stranger, cast.omar.email, at=ATTACKER).status_code == 429
    assert not is_in(stranger)


def test_the_owner_comes_in_while_under_attack(app, cast, owner):
    attack(app, cast.omar.email, KNOCKS + 5)
    assert type_password(owner, cast.omar.email, at=VICTIM).status_code == 302


def test_also_from_the_very_network_of_the_attacker(app, cast, owner):
    attack(app, cast.omar.email, pace.ADDRESS.limit + 1)
    assert type_password(owner, cast.omar.email, at=ATTACKER).status_code == 302


def test_the_owner_in_a_new_browser_has_a_link_mailed(app, cast):
    attack(app, cast.omar.email)
    fresh = app.test_client()
    refused = type_password(fresh, cast.omar.email)
    assert "Mail me a link" in refused.text
    fresh.post("/sign-in/link", data={"email": cast.omar.email})

    path = link_mailed(cast.omar.email, "known_browser")
    assert fresh.get(path).status_code == 200
    assert type_password(fresh, cast.omar.email).status_code == 429, "opening is not using"
    fresh.post(path)
    assert type_password(fresh, cast.omar.email, WRONG).status_code == 422
    assert type_password(fresh, cast.omar.email).status_code == 302


def test_that_link_works_once(app, client, cast):
    client.post("/sign-in/link", data={"email": cast.omar.email})
    path = link_mailed(cast.omar.email, "known_browser")
    assert client.post(path).status_code == 302
    assert app.test_client().post(path).status_code == 404


def test_a_browser_known_to_another_account_is_a_stranger_here(app, cast):
    give_password(cast.mira)
    mira = app.test_client()
    type_password(mira, cast.mira.email)
    attack(app, cast.omar.email)
    assert type_password(mira, cast.omar.email).status_code == 429


def test_a_forged_cookie_is_no_known_browser(app, cast, owner):
    attack(app, cast.omar.email)
    kept = owner.get_cookie("browser").value
    forger = app.test_client()
    forger.set_cookie("browser", kept[:-2] + ("AA" if kept[-2:] != "AA" else "BB"))
    assert type_password(forger, cast.omar.email).status_code == 429


def test_a_stolen_known_browser_guesses_within_its_own_allowance(cast, owner):
    limit = pace.KNOWN_BROWSER.limit
    statuses = [type_password(owner, cast.omar.email, WRONG).status_code for _ in range(limit + 1)]
    assert statuses == [422] * limit + [429]


def test_the_wait_ends(app, cast):
    attack(app, cast.omar.email, KNOCKS + 1)
    clock.move(HOUR)
    assert attack(app, cast.omar.email, 1)[0].status_code == 422


def test_the_answer_says_how_long_to_wait_and_tells_nothing_about_the_account(app, cast):
    known = attack(app, cast.omar.email, KNOCKS + 1)[-1]
    unknown = attack(app, "nobody@example.org", KNOCKS + 1)[-1]
    assert known.text == unknown.text.replace("nobody@example.org", cast.omar.email)
    assert "too many" in known.text.lower()


def test_one_address_cannot_try_everybody(app):
    each_once = [
        attack(app, f"person{number}@example.org", 1)[0].status_code
        for number in range(pace.ADDRESS.limit + 1)
    ]
    assert each_once[-2:] == [422, 429]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("203.0.113.1", "203.0.113.2", False),
    ],
)
def test_the_addresses_of_one_customer_count_as_one(app, first, second, same):
    def network(address):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            app.preprocess_request()
            return pace.network()

    assert (network(first) == network(second)) is same


def test_nobody_is_flooded_with_mail(app, client, cast):
    for _ in range(pace.MAILS_TO_ONE.limit + 2):
        answer = client.post("/sign-in/link", data={"email": cast.omar.email})
        assert answer.status_code == 200
    assert len(mails_to(cast.omar.email)) == pace.MAILS_TO_ONE.limit


@pytest.mark.parametrize("fault", ["nothing is counted", "strangers and owner share"])
def test_these_tests_catch_a_broken_throttle(app, cast, owner, monkeypatch, fault):
    """Planted: uncounted, guessing goes on; counted together, the owner is locked out."""
    real = pace._spend
    if fault == "nothing is counted":
        monkeypatch.setattr(pace, "_spend", lambda *_: None)
        assert attack(app, cast.omar.email, KNOCKS + 1)[-1].status_code == 422
    else:
        monkeypatch.setattr(pace, "_spend", lambda _, allowance: real("all", allowance))
        attack(app, cast.omar.email, KNOCKS + 5)
        assert type_password(owner, cast.omar.email).status_code == 429


def test_ipv4_visitors_of_a_server_on_ipv6_are_not_one_network(app, cast):
    for number in range(pace.ADDRESS.limit):
        attack(app, f"somebody{number}@example.org", 1, at="::ffff:203.0.113.9")
    assert attack(app, "one@example.org", 1, at="::ffff:203.0.113.9")[0].status_code == 429
    assert attack(app, "one@example.org", 1, at="::ffff:198.51.100.7")[0].status_code == 422


def test_both_ways_to_write_an_address_are_counted_as_one(app, cast):
    for number in range(pace.ADDRESS.limit):
        attack(app, f"somebody{number}@example.org", 1, at="::ffff:203.0.113.9")
    assert attack(app, "one@example.org", 1, at="203.0.113.9")[0].status_code == 429
