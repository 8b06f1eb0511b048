"""The ledger's page as a stranger meets it: a search, an answer, and nothing shut out."""

import pytest
from playwright.sync_api import Page

from consent.keeping.jobs import keep
from tests.browser.visiting import inspect, visit
from tests.consent.ledger.writing import event, write


@pytest.fixture
def written(session):
    found = event()
    write(found)
    keep()
    return found


def test_an_entry_is_found_and_its_proof_can_be_fetched(page: Page, written):
    visit(page, "/ledger")
    page.get_by_label("Entry id").fill(written.id)
    page.get_by_role("button", name="Find").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Download its proof").click()
    assert fetched.value.suggested_filename == f"{written.id}.tlog-proof"
    inspect(page, "ledger with an entry")


def test_a_wrong_id_is_told_at_its_field(page: Page, written):
    visit(page, "/ledger?entry=wrong", status=422)
    assert page.get_by_text("22 letters").count() >= 1
