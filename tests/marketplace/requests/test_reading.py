"""What was typed becomes what is said, and back, and nothing that cannot be read gets through."""

import pytest
from werkzeug.datastructures import MultiDict

from marketplace.profiles.words import Emotion
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.models import RequestKind
from marketplace.requests.reading import read
from marketplace.requests.typed import flat, flat_errors, typed_from
from marketplace.requests.writing import typed_of
from tests.marketplace.market import BRIEF, content
from tests.marketplace.requests.written import typed

pytestmark = pytest.mark.usefixtures("session")


def test_a_version_typed_again_says_the_same():
    said = content()
    reading = read(typed_of(said), RequestKind.SCENES)
    assert reading.unread == {}
    assert reading.said == said


def test_a_campaign_typed_again_says_the_same():
    quota = Quota(language="pt-BR", begins=Emotion.FEAR, ends=Emotion.RELIEF, minutes=600)
    said = content(campaign=Campaign(quotas=(quota,), prompts=("A lift stops.",)))
    assert read(typed_of(said), RequestKind.CAMPAIGN).said == said


def test_a_form_is_typed_by_its_names_and_gives_them_back():
    form = MultiDict(
        [
            ("parts-0-name", "Rosa"),
            ("parts-0-key", ""),
            ("parts-1-name", " "),
            ("parts-1-key", "gone"),
            ("parts-2-name", "Lena"),
            ("seen", "abc"),
            ("title", ""),
        ]
    )
    assert typed_from(form) == {"parts": [{"name": "Rosa"}, {"name": "Lena"}]}
    assert flat(typed_from(form)) == {"parts-0-name": "Rosa", "parts-1-name": "Lena"}


def test_what_is_wrong_stands_at_its_field():
    reading = read(typed(pay={"hourly": "a lot"}), RequestKind.SCENES)
    assert reading.unread == {"pay.hourly": "Write an amount, such as 15 or 12.50."}


def test_what_is_wrong_in_a_row_or_a_price_stands_there():
    assert flat_errors({"parts": {1: {"name": ["Missing."]}}}) == {"parts-1-name": "Missing."}
    priced = {"papers": {"replica": {"value": {"prices": {"resale": {"value": ["No."]}}}}}}
    assert flat_errors(priced) == {"papers-replica-prices-resale": "No."}


@pytest.mark.parametrize("amount", ["60.005", "NaN", "-1", "1e99", "Infinity"])
def test_an_amount_that_is_none_is_refused(amount):
    assert "pay.hourly" in read(typed(pay={"hourly": amount}), RequestKind.SCENES).unread


def test_nothing_is_a_draft_of_which_everything_is_missing_and_no_error():
    reading = read({}, RequestKind.SCENES)
    assert reading.unread["pay.hourly"] == "Say what an hour is paid."
    assert reading.cost is None


def test_the_cost_is_told_before_the_rest_is_there():
    said = {"pay": {"currency": "EUR", "hourly": "60"}, "window": {"minutes": "60"}}
    said |= {"parts": {"parts": [{"name": "Rosa"}]}}
    cost = read(said, RequestKind.SCENES).cost
    assert cost is not None
    assert cost.pay.amount_minor == 6000


def test_unpaid_time_is_never_zero_by_silence():
    assert "pay.unpaid_minutes" in read(typed(pay={"unpaid_minutes": None}), "scenes").unread
    zero = read(typed(pay={"unpaid_minutes": "0"}), RequestKind.SCENES)
    assert "pay.unpaid_minutes" not in zero.unread


def test_the_parts_keep_their_order_and_keys():
    said = read(typed_of(content()), RequestKind.SCENES).said
    assert [part.key for part in said.brief.parts] == [part.key for part in BRIEF.parts]
