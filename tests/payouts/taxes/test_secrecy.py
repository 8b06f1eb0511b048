"""No tax number and no bank number gets into our database, our logs or a backup: planted wherever
one could come in, looked for everywhere, with faults that must be found."""

import logging
from pathlib import Path
from zipfile import ZipFile

import pytest
import structlog

from foundation import audit, logs
from foundation.actors import SYSTEM
from foundation.backup.making import make_backup
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.web import settings as current_settings
from payouts.statements.jobs import JOBS as STATEMENT_JOBS
from payouts.stripe_gateway import accounts, payout_methods
from payouts.taxes.jobs import JOBS as TAX_JOBS
from tests.cast import sign_in
from tests.foundation.backup.contents import contents
from tests.payouts.sandbox.conftest import visitor  # noqa: F401 - a fixture
from tests.payouts.statements.told import run_jobs
from tests.payouts.transfers.conftest import desk, monday  # noqa: F401 - fixtures
from tests.payouts.transfers.sent import state_of

TAX_NUMBER, IBAN = "078-05-1120", "DE89370400440532013000"
BANK_NUMBER, ROUTING = "000123456789", "110000000"
"""As the stand-in's own account has them."""
PLANTED = (TAX_NUMBER, TAX_NUMBER.replace("-", ""), IBAN, BANK_NUMBER, ROUTING)
EXTRA = {"ssn": TAX_NUMBER, "tax_number": TAX_NUMBER, "iban": IBAN, "account_number": BANK_NUMBER}

pytestmark = pytest.mark.usefixtures("session")


class Watch:
    """All that was kept or said since."""

    def __init__(self, capfd, caplog, folder: Path) -> None:
        self._capfd, self._caplog = capfd, caplog
        self._folder, self._said = folder, ""

    def faults(self) -> list[str]:
        self._said += "".join(self._capfd.readouterr()) + self._caplog.text
        places = {
            "database": str(contents()),
            "logs": self._said,
            "backup": self._backup(),
        }
        return [
            f"{number} in the {place}"
            for place, text in places.items()
            for number in PLANTED
            if number in text
        ]

    def _backup(self) -> str:
        db.session.rollback()
        file = self._folder / f"{new_id()}.zip"
        make_backup(settings=current_settings(), file=file)
        with ZipFile(file) as kept:
            return "".join(kept.read(name).decode("utf-8", "replace") for name in kept.namelist())


@pytest.fixture
def watch(app, capfd, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    logs.configure(production=False, level="debug")
    return Watch(capfd, caplog, tmp_path)


def test_planted_numbers_get_nowhere(desk, cast, client, watch):  # noqa: F811 - the fixtures
    account = desk.payee(cast.omar)
    desk.fund(50_000)
    (payout,) = desk.approved((cast.omar, 3_108))
    desk.send()
    desk.later(days=4)
    desk.look()
    assert state_of(payout.id) == "paid"
    assert payout_methods.of_account(desk.stripe, account)
    assert accounts.retrieve(desk.stripe, account)
    sign_in(client, cast.omar)
    status = {"country": "US", "us_person": "yes", **EXTRA}
    assert client.post("/taxes/status", data=status).status_code == 302
    assert client.post("/taxes/status", data=EXTRA).status_code == 422
    assert client.get("/taxes", query_string=EXTRA).status_code == 200
    sign_in(client, cast.fay)
    form = f"/finance/taxes/payees/{cast.omar.id}/form"
    assert client.post(form, data={"state": "missing", **EXTRA}).status_code == 302
    note = {"amount": "1", "period": "year", "paid_on": "2026-11-02", "reference": TAX_NUMBER}
    refused = client.post("/finance/taxes/2026/passed-on", data=note)
    assert "looks like the tax number of a person" in refused.text
    run_jobs((*STATEMENT_JOBS, *TAX_JOBS))
    assert watch.faults() == []


def test_a_number_in_the_database_is_found_there_and_in_the_backup(watch):
    with transaction() as session:
        audit.record(session, SYSTEM, "tax.declared", new_id(), number=TAX_NUMBER)
    assert watch.faults() == [f"{TAX_NUMBER} in the database", f"{TAX_NUMBER} in the backup"]


def test_a_number_in_the_logs_is_found(watch):
    structlog.get_logger().info("paid", to=BANK_NUMBER)
    assert watch.faults() == [f"{BANK_NUMBER} in the logs"]


@pytest.mark.parametrize("number", [IBAN, TAX_NUMBER])
def test_what_has_a_shape_of_its_own_is_cut_out_of_logs_even_if_we_say_it(watch, number):
    structlog.get_logger().info("paid", to=f"of {number} today")
    assert watch.faults() == []
