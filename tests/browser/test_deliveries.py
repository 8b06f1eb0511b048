"""Datasets and deliveries with something on their pages: for whom they are, and for compliance."""

import re

import pytest
from playwright.sync_api import Route, expect

from marketplace.deliveries.building.models import DeliveryState
from tests.access import datasets, deliveries
from tests.browser.market.menu import At
from tests.browser.visiting import look_at
from tests.cast import Cast
from tests.consent.licences.licensed import licensed
from tests.consent.recordings.performed import recorded
from tests.marketplace.deliveries.taking.delivered import asked_for, delivered

NOT_MADE = "It was tried too often. Our people look into it."


@pytest.fixture
def something_there(cast: Cast) -> dict[str, str]:
    """What is looked at, by what it shows: one is there, one is built, one came to nothing."""
    licensed(cast.ada)
    there = delivered(recorded(cast.omar.id)).id
    lost = asked_for(state=DeliveryState.FAILED, problem=NOT_MADE).id
    built = deliveries.of_northlab_itself(cast.ada)["delivery_id"]
    dataset = datasets.of_northlab(cast.ada)["dataset_id"]
    return {
        f"/deliveries/{there}": "Handed over",
        f"/deliveries/{lost}": NOT_MADE,
        f"/deliveries/{built}": "Call it off",
        "/deliveries": "Not made",
        f"/datasets/{dataset}/choose": "Save as version 2",
        f"/datasets/{dataset}/difference": "Version 1",
        "/datasets": "Newest version",
    }


def test_a_client_s_pages_are_fit_for_everyone(cast: Cast, at: At, something_there) -> None:
    for path, says in something_there.items():
        page = at(cast.ben, path)
        assert says in page.locator("main").inner_text()
        assert not look_at(page, f"filled{path[:12]}-{says}")


def test_the_counts_are_those_of_the_last_change_however_slow_the_line(
    cast: Cast, at: At, something_there
) -> None:
    page = at(cast.ben, "/datasets/new")
    held: list[Route] = []
    counts = re.compile("/datasets/counts")

    def hold(route: Route) -> None:
        held.append(route)

    page.route(counts, hold)
    with page.expect_request(counts):
        page.get_by_label("Generative training", exact=True).check()
    for field in ("Begins in", "Ends in"):
        with page.expect_request(counts):
            page.get_by_label(field).select_option("anger")
    while len(held) < 3:
        page.wait_for_timeout(10)
    held[-1].continue_()
    expect(page.locator("#counts .stat").first).to_be_visible()


@pytest.mark.usefixtures("something_there")
def test_everybodys_are_fit_for_compliance(cast: Cast, at: At) -> None:
    for path in ("/datasets", "/deliveries"):
        page = at(cast.cora, path)
        assert page.get_by_role("row").count() > 1
        assert not look_at(page, f"compliance{path}")
