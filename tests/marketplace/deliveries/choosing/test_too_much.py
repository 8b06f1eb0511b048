"""More than a choice, or an address, can mean: refused at once, with a sentence."""

import pytest
from marshmallow import ValidationError

from consent.ledger.explaining.words import Use
from marketplace.deliveries.choosing.schemas import MOST_PURPOSES, ChoiceSchema, choice_from
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.marketplace.deliveries.choosing.test_datasets import played, saved

__all__ = ["played"]
BEYOND = 99_999_999_999_999_999_999
EVERY_USE = [use.value for use in Use]
PLACES = [f"US-{first}{second}" for first in "ABCDE" for second in "ABCDEFGHIJ"]
MANY = {
    "uses": EVERY_USE,
    "models": [f"model {number}" for number in range(50)],
    "territories": PLACES,
    "regions": PLACES,
}


def test_two_million_purposes_are_not_decided():
    with pytest.raises(ValidationError, match="2000000 purposes"):
        ChoiceSchema().load(MANY)


def test_as_many_as_somebody_means_are():
    models = MANY["models"][: MOST_PURPOSES // len(EVERY_USE)]
    found = choice_from(ChoiceSchema().load({"uses": EVERY_USE, "models": models}))
    assert len(list(found.stated(NORTHLAB).purposes())) <= MOST_PURPOSES
    with pytest.raises(ValidationError):
        ChoiceSchema().load({"uses": EVERY_USE, "models": [*models, "one more"]})


def test_the_page_and_the_api_say_so(app, client, cast):
    told = Program(app, cast.ben).get("/api/v1/datasets/counts", **MANY)
    assert told.status_code == 422
    sign_in(client, cast.ben)
    typed = {name: ", ".join(each) for name, each in MANY.items()} | {"uses": EVERY_USE}
    page = client.get("/datasets/counts", query_string=typed)
    assert page.status_code == 200
    assert "2000000 purposes" in page.text


@pytest.mark.usefixtures("session")
def test_a_number_that_no_database_takes_is_no_version(app, client, cast, played):
    dataset = saved(cast)
    program = Program(app, cast.ben)
    sign_in(client, cast.ben)
    for end in (f"/{BEYOND}", f"/{BEYOND}/counts", f"/{BEYOND}/takes"):
        assert program.get(f"/api/v1/datasets/{dataset}/versions{end}").status_code == 404
    assert client.get(f"/datasets/{dataset}/versions/{BEYOND}").status_code == 404
