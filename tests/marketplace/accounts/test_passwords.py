"""Which passwords are good enough, and that checking them starves nobody."""

import threading
import time

import pytest

from foundation.database import transaction
from marketplace.accounts.passwords import hashing
from marketplace.accounts.passwords.errors import Crowded, WeakPassword
from marketplace.accounts.passwords.rules import LONGEST, SHORTEST, common_passwords, refuse_weak
from tests.databases.crowd import at_once


@pytest.mark.parametrize(
    "password",
    [
        "four unrelated words here",
        "correcthorsebatterystaple",
        "        a lot of spaces        ",
        "ünïcödé-пароль-密码",
        "kx7!kq9#mz2$",
        "all lower case letters",
        "w" + "alter in the long garden " * 10,
    ],
)
def test_long_ones_are_good_whatever_they_are_made_of(password):
    refuse_weak(password, "Omar Haddad", "omar@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "x" * (LONGEST + 1),
        "123456789012",
        "qwertyuiop[]",
        "PasswordPassword",
        "password123456",
        "!!!Dragon2026!!!",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "1qaz2wsx3edc",
        "omar haddad 1",
        "Omar@Example.org",
        "Fairtake-2026",
    ],
)
def test_short_common_and_personal_ones_are_refused(password):
    with pytest.raises(WeakPassword):
        refuse_weak(password, "Omar Haddad", "omar@example.org")


def test_three_thousand_common_ones_are_as_long_as_ours_must_be():
    """OWASP ASVS 5.0, 6.2.4: the list counts only what the other rules would let through."""
    assert sum(len(each) >= SHORTEST for each in common_passwords()) >= 3000


def test_no_character_is_cut_off(app):
    long = "a sentence of many words " * 10
    kept = hashing.hash_password(long + "x")
    assert hashing.matches(kept, long + "x")
    assert not hashing.matches(kept, long + "y")
    assert not hashing.matches(kept, long)


def test_case_and_spaces_count(app):
    kept = hashing.hash_password("Four Unrelated Words")
    assert not hashing.matches(kept, "four unrelated words")
    assert not hashing.matches(kept, "Four Unrelated Words ")


def test_nothing_matches_nobody(app):
    assert not hashing.matches(None, "")
    assert not hashing.matches("not a hash", "x")


def test_passwords_are_hashed_outside_transactions(app):
    with pytest.raises(RuntimeError), transaction():
        hashing.matches(None, "x")


class Watched:
    """The real hasher, which tells how many were at work at the same moment."""

    def __init__(self) -> None:
        self.verify_really = hashing._HASHER.verify
        self.working = self.most = 0
        self.lock = threading.Lock()

    def verify(self, kept: str, password: str) -> bool:
        with self.lock:
            self.working += 1
            self.most = max(self.most, self.working)
        time.sleep(0.05)  # So that all who are let in are in.
        try:
            return self.verify_really(kept, password)
        finally:
            with self.lock:
                self.working -= 1


@pytest.fixture
def watched(monkeypatch):
    watched = Watched()
    monkeypatch.setattr(hashing, "_HASHER", watched)
    return watched


def crowd(app, people: int) -> list[object]:
    return at_once(app, people, lambda _: hashing.matches(None, "x"))


def test_a_crowd_is_served_a_few_at_a_time_and_the_rest_told_to_come_back(app, watched):
    got = crowd(app, 12)
    assert watched.most == hashing.AT_ONCE
    assert sum(each is False for each in got) == hashing.ADMITTED
    assert sum(isinstance(each, Crowded) for each in got) == 12 - hashing.ADMITTED


def test_without_the_cap_the_test_above_would_fail(app, watched, monkeypatch):
    """Planted: a cap so wide that it is none."""
    monkeypatch.setattr(hashing, "_hashing", threading.BoundedSemaphore(100))
    monkeypatch.setattr(hashing, "_admitted", threading.BoundedSemaphore(100))
    got = crowd(app, 12)
    assert watched.most > hashing.AT_ONCE
    assert not any(isinstance(each, Crowded) for each in got)


def test_after_the_crowd_everybody_is_served_again(app):
    crowd(app, 12)
    assert [hashing.matches(None, "x") for _ in range(5)] == [False] * 5
