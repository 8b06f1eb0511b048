"""No page is forgotten: whatever the access table lists is looked at as someone who may see it."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.access.rules import Only, Open, Own, Rule
from tests.access.table import TABLE
from tests.access.world import stranger
from tests.browser.visiting import failing, inspect, look_at
from tests.cast import Cast, Person

# These answer programs, or with a file.
NOT_PAGES = {
    "transcripts.file",
    "api.document",
    "api.module",
    "applications.contract",
    "applications.own_tape",
    "auditing.export",
    "bundles.file",
    "calendars.feed",
    "cases.attachment",
    "client_statements.document",
    "client_statements.export",
    "casting.tape",
    "datasets.counts",
    "deliveries.progress",
    "files.fetch",
    "filings.file",
    "funding.invoice",
    "funding.receipt",
    "gigs.reference",
    "health.alive",
    "health.numbers",
    "health.ready",
    "ledger_files.checkpoint",
    "ledger_files.proof",
    "ledger_files.tile",
    "pay_runs.export",
    "performers.play",
    "performers.poster",
    "performers.preview",
    "reels.play",
    "reels.poster",
    "ledger_files.vkey",
    "media.read_bytes",
    "messages.file",
    "recalls.certificate_document",
    "recalls.certificate_file",
    "request_references.read",
    "rights.receipt",
    "signing.document",
    "signing.receipt",
    "projections.of_grant",
    "projections.of_recording",
    "projections.status_file",
    "sheets.document",
    "sheets.when",
    "statements.document",
    "statements.export",
    "statements.export_year",
    "static",
    "taking.client",
    "taking.file",
    "taking.manifest",
    "tax_reports.export",
    "threads.evidence",
    "verify.script",
}
# Kept in all four pictures, because these are what newcomers see first.
SHOWN = {"front.page", "kit.page", "security.page", "sign_in.page", "sign_up.page"}


def is_for_nobody(rule: Rule) -> bool:
    """What is not there for anybody yet, such as a draft that nobody submitted."""
    return isinstance(rule, Only | Own) and rule.roles is not None and not rule.roles


PAGES = [
    row
    for row in TABLE
    if row.startswith("GET ")
    and not row.startswith("GET api_")
    and row.split(" ")[1] not in NOT_PAGES
    and not is_for_nobody(TABLE[row])
]


def reader_of(rule: Rule, cast: Cast) -> Person | None:
    """Someone who is let in; nobody in particular where everybody is."""
    if isinstance(rule, Open):
        return None
    roles = rule.roles if isinstance(rule, Only | Own) else None
    everybody = (getattr(cast, name) for name in cast.__slots__)
    return next(each for each in everybody if not roles or each.actor.role in roles)


@pytest.fixture
def address(kept_address: str) -> str:
    return kept_address


@pytest.fixture
def page(kept_page: Page) -> Page:
    return kept_page


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """Whose cookies say who is signed in."""
    return page.context


@pytest.mark.parametrize("row", PAGES)
def test_every_page_is_fit_for_everyone(row, page: Page, address, app, cast, sign_in_as):
    rule, reader = TABLE[row], reader_of(TABLE[row], cast)
    owner = reader if isinstance(rule, Own) and reader else stranger(cast, reader, None)
    values = rule.make(owner)
    path = app.url_map.bind("").build(row.split(" ")[1], values)
    if reader:
        sign_in_as(reader)
    name = row.removeprefix("GET ")
    with failing(page) as failed:
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == 200
        type_ = answer.headers["content-type"]
        assert "text/html" in type_, "no page? Then it belongs to NOT_PAGES."
        if row.split(" ")[1] in SHOWN:
            inspect(page, name, on_phone=())
        else:
            assert not look_at(page, name)
    assert not failed
