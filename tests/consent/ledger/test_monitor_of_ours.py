"""The monitor reads what this application exports: its entries, its rotation, its mistakes."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from consent.keeping import actions
from consent.keeping.jobs import keep
from consent.ledger.entries import EntryType
from consent.ledger.monitoring.commands import monitor
from consent.serving import demo
from foundation import clock
from foundation.hooks import DemoSize
from foundation.web import settings
from tests.consent.ledger.writing import event, fresh, write


@pytest.fixture
def look(app, tmp_path):
    """Exports what there is, and looks at it once."""

    def look() -> tuple[int, str]:
        clock.move(timedelta(seconds=2))
        keep()
        site = str(tmp_path / "site")
        assert app.test_cli_runner().invoke(args=["ledger", "export", site]).exit_code == 0
        ended = CliRunner().invoke(monitor, [site, "--state", str(tmp_path / "seen"), "--once"])
        return ended.exit_code, ended.output

    return look


def test_our_own_ledger_is_in_order_through_a_change_of_keys(look):
    write(*(event() for _ in range(300)))
    assert look()[0] == 0
    actions.rotate_key(settings=settings())
    assert look() == (0, "301 entries, 1 of them new: nothing is wrong.\n")
    actions.finish_rotation(settings=settings())
    write(event())
    assert look() == (0, "302 entries, 1 of them new: nothing is wrong.\n")


def test_a_delivery_of_ours_after_a_withdrawal_is_found(look):
    thread = fresh()
    write(event(thread), event(thread, type=EntryType.CONSENT_WITHDRAWN))
    assert look()[0] == 0
    write(event(thread, type=EntryType.DELIVERY_MADE))
    status, said = look()
    assert status == 1
    assert "Entry 2 delivers after consent had ended" in said


def test_the_demo_entries_are_in_order_too(look):
    demo.make(DemoSize(performers=0, recordings=0, seed=1))
    assert look()[1].endswith("5 entries, 5 of them new: nothing is wrong.\n")


def test_a_folder_that_is_not_there_is_said_to_be_none(tmp_path):
    mistyped = [str(tmp_path / "stie"), "--state", str(tmp_path / "seen"), "--once"]
    ended = CliRunner().invoke(monitor, mistyped)
    assert ended.exit_code == 2
    assert "neither an address nor a folder" in ended.output
