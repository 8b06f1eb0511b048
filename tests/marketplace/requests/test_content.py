"""What a version says has one spelling and one hash."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.profiles.words import Emotion
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.content import SceneContent
from tests.marketplace.market import PAY, content

pytestmark = pytest.mark.usefixtures("session")


def test_what_is_read_back_is_what_was_said():
    said = content()
    assert SceneContent.read(said.canonical()) == said


def test_a_campaign_is_read_back_too():
    quota = Quota(language="en", begins=Emotion.FEAR, ends=Emotion.RELIEF, minutes=600)
    said = content(campaign=Campaign(quotas=(quota,), prompts=("A lift stops.",)))
    assert SceneContent.read(said.canonical()) == said


def test_equal_words_have_equal_hashes_and_a_cent_changes_it():
    said = content()
    again = SceneContent.read(said.canonical())
    dearer = replace(said, pay=replace(PAY, hourly_minor=6001))
    assert again.hash == said.hash
    assert dearer.hash != said.hash


def test_what_is_new_and_left_out_keeps_the_hash_of_what_was_said_before():
    """A field with a default that nobody set is not spelled: old versions stay what they were."""
    assert b"bonus_for" not in content().canonical()


def test_days_are_days():
    said = content()
    assert SceneContent.read(said.canonical()).window.first_day == date(2026, 4, 1)
