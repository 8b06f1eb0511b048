"""The page on which performers say what they would agree to, and the same for programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consent.minimums.actions import set_minimums
from consent.minimums.minimums_form import UNDECIDED, minimums_from, values_of
from consent.minimums.schemas import MinimumsForm
from consent.minimums.wishes import USES, Intensity, Minimums, Wish
from tests.cast import sign_in

WISHES = some.dictionaries(some.sampled_from(USES), some.sampled_from(Wish))


@some.composite
def any_minimums(draw):
    uses = draw(WISHES)
    prices = {use: draw(some.integers(0, 10**7)) for use, wish in uses.items() if wish == "priced"}
    return Minimums(
        uses={use: uses[use] for use in USES if use in uses},
        prices={use: prices[use] for use in USES if use in prices},
        currency=draw(some.sampled_from(["EUR", "JPY", "KWD"])),
        prohibited_subjects=draw(some.sampled_from([(), ("self_harm", "politics")])),
        most_intense=draw(some.none() | some.sampled_from(Intensity)),
        longest_months=draw(some.none() | some.integers(1, 1200)),
        territories=draw(some.sampled_from([(), ("EU", "US-CA")])),
        avoided=draw(some.sampled_from([(), ("Northlab", "Rival, Inc.")])),
        lowest_rates=draw(some.sampled_from([{}, {"EUR": 2550, "JPY": 4000}])),
    )


@given(any_minimums())
def test_what_stands_in_the_form_is_what_comes_back(minimums):
    written = values_of(minimums).items()
    sent = {name: value for name, value in written if value not in ("", UNDECIDED)}
    assert minimums_from(MinimumsForm().load({**sent, "seen": "1"})) == minimums


@given(any_minimums())
def test_what_is_kept_is_what_is_read_back(minimums):
    assert Minimums.read(minimums.canonical()) == minimums


def test_from_nothing_to_said_and_changed(client, cast):
    sign_in(client, cast.omar)
    assert "You have not said anything yet" in client.get("/rights/minimums").text
    typed = {
        "seen": "0",
        "use_generative_training": "never",
        "use_evaluation": "priced",
        "price_evaluation": "12.50",
        "currency": "EUR",
        "prohibited_subjects": "Self harm, politics",
        "lowest_rates": "25 eur",
        "avoided": "Rival, Inc.\n\n Other ",
        "resale": "",
    }
    page = client.post("/rights/minimums", data=typed, follow_redirects=True).text
    for sentence in (
        "Never: generative training.",
        "Only from 12.50 EUR up: evaluation.",
        "Never about: self harm, politics.",
        "For an hour of work at least: 25.00 EUR.",
        "Clients that you avoid: Rival, Inc., Other",
    ):
        assert sentence in page
    page = client.post("/rights/minimums", data={"seen": "1"}, follow_redirects=True).text
    assert "Nothing is limited." in page
    assert "What you said before" in page


def test_to_another_performer_nothing_of_it_is_shown(client, cast):
    set_minimums(Minimums(avoided=("Northlab",)), 0, actor=cast.omar.actor)
    for person in (cast.mira, cast.ada):
        sign_in(client, person)
        assert "Northlab" not in client.get("/rights/minimums").text.partition("<main")[2]


def test_trying_names_does_not_tell_who_is_a_client(client, cast):
    """Northlab is one, the other is none: the pages must not differ."""

    def page_after(name, seen):
        data = {"seen": seen, "avoided": name}
        text = client.post("/rights/minimums", data=data, follow_redirects=True).text
        return text.partition("What you said before")[0].replace(name, "NAME")

    sign_in(client, cast.omar)
    page_after("First", "0")
    known = page_after("Northlab", "1")
    unknown = page_after("Southlab", "2")
    assert known.replace('value="2"', "") == unknown.replace('value="3"', "")


def test_somebody_else_meanwhile_is_said_and_nothing_is_lost(client, cast):
    set_minimums(Minimums(longest_months=24), 0, actor=cast.omar.actor)
    sign_in(client, cast.omar)
    answer = client.post("/rights/minimums", data={"seen": "0"})
    assert answer.status_code == 409
    assert "24 months" in client.get("/rights/minimums").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"use_evaluation": "priced"}, "Write the lowest price for evaluation."),
        ({"price_evaluation": "5", "currency": "EUR"}, "You gave a price for evaluation"),
        ({"use_evaluation": "priced", "price_evaluation": "5"}, "Say in which currency"),
        (
            {"use_evaluation": "priced", "price_evaluation": "0.001", "currency": "EUR"},
            "This is finer than its currency.",
        ),
        ({"use_evaluation": "perhaps"}, "Choose one."),
        ({"longest_months": "for ever"}, "Write a number of months."),
        ({"territories": "the whole world"}, "Write words with commas between them"),
        ({"lowest_rates": "EUR 25"}, "Write amounts with their currencies"),
        ({"lowest_rates": "NaN EUR"}, "Write amounts with their currencies"),
        ({"lowest_rates": "-1 EUR"}, "Write amounts with their currencies"),
        ({"avoided": "x" * 201}, "At most 200 names"),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field_and_kept(client, cast, typed, sentence):
    sign_in(client, cast.omar)
    page = client.post("/rights/minimums", data={"seen": "0", "most_intense": "strong", **typed})
    assert page.status_code == 422
    assert sentence in page.text
    assert '<option value="strong" selected>' in page.text
