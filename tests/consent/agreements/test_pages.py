"""Writing an agreement on its pages, from nothing to published."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consent.agreements.planned import Planned, PlannedLimits
from consent.agreements.schemas import TermsForm
from consent.agreements.terms_form import planned_from, values_of
from consent.ledger.explaining.words import Answer, Basis, Exclusivity, PostMortem, Use
from tests.cast import sign_in
from tests.consent.agreements.plans import TRAINING

CODES = some.lists(some.sampled_from(["support", "self_harm", "research"]), unique=True).map(tuple)
PLANS = some.builds(
    Planned,
    uses=some.fixed_dictionaries({use: some.sampled_from(Answer) for use in Use}),
    months=some.integers(1, 120),
    limits=some.builds(
        PlannedLimits,
        end_products=CODES.map(lambda each: each or None),
        models=some.sampled_from([None, ("Aria 3",), ("Aria 3", "Aria 4")]),
        territories=some.sampled_from([None, ("EU", "US-CA")]),
        exclusivity=some.none() | some.sampled_from(Exclusivity),
        included_retakes=some.none() | some.integers(0, 9),
    ),
    prices=some.none()
    | some.dictionaries(some.sampled_from(Use), some.integers(0, 10**6), min_size=1),
    currency=some.sampled_from([None, "EUR", "JPY", "KWD"]),
    royalty_basis_points=some.none() | some.integers(0, 10_000),
    renewal_fee_minor=some.none() | some.integers(0, 10**7),
    lawful_basis=some.none()
    | some.dictionaries(some.sampled_from(Use), some.sampled_from(Basis), min_size=1),
    post_mortem=some.none() | some.sampled_from(PostMortem),
)


@given(PLANS)
def test_what_stands_in_the_form_is_what_comes_back(planned):
    sent = {name: value for name, value in values_of(planned).items() if value}
    assert planned_from(TermsForm().load({**sent, "seen": "1"})) == planned


@given(PLANS)
def test_what_is_kept_is_what_is_read_back(planned):
    assert Planned.read(planned.canonical()) == planned


def begin(client, name="Training for a foundation model"):
    answer = client.post("/agreements", data={"name": name, "signature": "non_generative_training"})
    assert answer.status_code == 302
    return answer.location.removesuffix("/terms")


def seen(client, path):
    return re.search(r'name="seen" value="(\d+)"', client.get(path).text)[1]


def test_from_nothing_to_published(client, cast):
    sign_in(client, cast.cora)
    assert "No agreement has been written yet" in client.get("/agreements").text
    draft = begin(client)
    assert "Write its text in one language at least." in client.get(draft).text

    now = seen(client, f"{draft}/terms")
    saved = client.post(
        f"{draft}/terms", data={**values_of(TRAINING), "seen": now}, follow_redirects=True
    )
    assert "Each of these is paid extra, if you allow it: evaluation, 15.00 EUR." in saved.text

    now = seen(client, f"{draft}/text")
    words = {"locale": "en", "title": "Training", "body": "We keep it for ever.", "seen": now}
    assert (
        "Rights end on a day."
        in client.post(f"{draft}/text", data=words, follow_redirects=True).text
    )
    now = seen(client, f"{draft}/text?locale=en")
    words = {**words, "body": "We keep it for three years.", "seen": now}
    page = client.post(f"{draft}/text", data=words, follow_redirects=True).text
    assert "Nothing stands against publishing it." in page

    page = client.post(
        f"{draft}/propose", data={"seen": seen(client, draft)}, follow_redirects=True
    ).text
    assert "Somebody else publishes it." in page
    assert client.post(f"{draft}/publish").status_code == 409

    sign_in(client, cast.admin)
    page = client.post(f"{draft}/publish", follow_redirects=True).text
    assert "From now on this version is offered." in page
    assert "Version 1" in client.get("/agreements").text


def test_a_refused_form_keeps_what_was_typed(client, cast):
    sign_in(client, cast.cora)
    draft = begin(client)
    typed = {**values_of(TRAINING), "price_evaluation": "1.005", "seen": "1"}
    page = client.post(f"{draft}/terms", data=typed)
    assert page.status_code == 422
    assert "This is finer than its currency." in page.text
    assert 'value="1.005"' in page.text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("months", "for ever", "Write a number of months."),
        ("months", "", "Say how long."),
        ("prohibited_subjects", "Self Harm", "Write words with commas between them"),
        ("territories", "europe", "Write words with commas between them"),
        ("currency", "euro", "Write a currency&#39;s code"),
        ("royalty", "NaN", "Write an amount"),
        ("renewal", "-1", "from 0 up"),
        ("use_evaluation", "perhaps", "Choose one of the list."),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field(client, cast, field, typed, sentence):
    sign_in(client, cast.cora)
    draft = begin(client)
    page = client.post(f"{draft}/terms", data={**values_of(TRAINING), "seen": "1", field: typed})
    assert page.status_code == 422
    assert sentence in page.text


def test_a_taken_name_is_said_and_kept(client, cast):
    sign_in(client, cast.cora)
    begin(client)
    page = client.post(
        "/agreements",
        data={"name": "Training for a foundation model", "signature": "replica"},
    )
    assert page.status_code == 409
    assert "There is an agreement called" in page.text


def test_what_is_no_draft_has_no_form(client, cast):
    sign_in(client, cast.cora)
    draft = begin(client)
    client.post(f"{draft}/discard")
    assert client.get(f"{draft}/terms").status_code == 409
    assert client.get(f"{draft}/text").status_code == 409
