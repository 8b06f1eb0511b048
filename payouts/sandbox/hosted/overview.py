"""What is in the stand-in right now, for people who try things out."""

from datetime import UTC, datetime

from payouts.sandbox.hosted.page import Page, said, shown
from payouts.sandbox.objects.accounts import KIND
from payouts.sandbox.objects.requirements import may_pay_out, may_receive
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, Refused
from payouts.sandbox.state import State

_MOST = 20


def front(state: State) -> Page:
    recent = [
        (each["type"], _at(each["created"]), each.account)
        for each in state.records.listed("event", most=_MOST)
    ]
    return shown(
        "overview.html",
        at=_at(state.clock.seconds()),
        ahead_days=round(state.clock.ahead_s / 86400, 1),
        balances=_balances(state, PLATFORM),
        accounts=[_line(state, each) for each in state.records.listed(KIND, most=_MOST)],
        recent=recent,
    )


def _at(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


def account(state: State, name: str) -> Page:
    """What a login link leads to."""
    try:
        found = state.records.get(KIND, name)
    except Refused:
        return said("No such account", "This link leads to no account.")
    sent = state.records.listed("payout", account=name, most=_MOST)
    banks = state.records.listed("bank_account", account=name)
    return shown(
        "account.html",
        account=_line(state, found),
        needs=[each["what"] for each in found.aside["needs"]],
        payouts=[each.document for each in sent],
        banks=[each.document for each in banks],
    )


def _line(state: State, account: Record) -> Document:
    return {
        "id": account.id,
        "name": account["display_name"] or account["contact_email"] or account.id,
        "standing": account.aside["standing"],
        "receives": may_receive(account),
        "pays_out": may_pay_out(account),
        "balances": _balances(state, account.id),
    }


def _balances(state: State, name: str) -> list[tuple[str, int, int]]:
    rows = state.execute(
        "select currency, available, pending from balance where account = ? order by currency",
        (name,),
    )
    return [tuple(row) for row in rows.fetchall()]
