"""What must be so after anything that happens to pay, by our books and by Stripe's."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from foundation.database import db
from marketplace.facts.models import Fact
from marketplace.facts.settled import unsettled
from payouts.earnings.models import Earning, EarningState
from payouts.earnings.reduction_models import Reduction
from payouts.journal.chart import Account, Kind, platform
from payouts.pay_runs.models import LIVE, Payout, PayoutLine
from payouts.transfers.models import OPEN, Attempt, AttemptState, Step
from tests.payouts.pay_runs import earned
from tests.payouts.pay_runs.earned import all_of, kept
from tests.payouts.proofs.whole import Whole
from tests.payouts.transfers.sent import CURRENCY


def faults(whole: Whole, people: Iterable[Any]) -> list[str]:
    """After any step at all."""
    return [
        *earned.faults(),
        *_of_sending(whole),
        *_of_facts(),
        *(found for each in people for found in _of_person(whole, each)),
    ]


def _of_sending(whole: Whole) -> list[str]:
    """Stripe's books against ours: they differ by what was asked and not yet answered, only."""
    visitor, found = whole.desk.visitor, []
    there: Counter[str] = Counter()
    live: Counter[str] = Counter()
    listed = visitor.stripe.v1.transfers.list({"limit": 100})
    for each in listed.auto_paging_iter():
        left = each.amount - each.amount_reversed
        there[each.metadata["payout"]] += left
        live[each.metadata["payout"]] += left > 0
    found += [f"{payout} has {n} live transfers" for payout, n in live.items() if n > 1]
    here, open_ = _asked()
    for payout in {*there, *here} - open_:
        if there[payout] != here[payout]:
            found.append(f"{payout}: {there[payout]} at Stripe, {here[payout]} by our attempts")
    ours, _ = kept(platform(Kind.STRIPE_AVAILABLE, CURRENCY))
    theirs = visitor.available()
    if ours != -here.total():
        found.append(f"the journal says {-ours} are out, attempts say {here.total()}")
    if theirs != whole.desk.funded - there.total():
        found.append(f"{theirs} at Stripe, {whole.desk.funded - there.total()} expected")
    return found


def _asked() -> tuple[Counter[str], set[str]]:
    """What each payout has moved by what we know, and of which we do not know yet."""
    amounts = {each.id: each.amount_minor for each in all_of(Payout)}
    here: Counter[str] = Counter()
    for each in all_of(Attempt):
        if each.state is AttemptState.DONE and each.step is not Step.BANK:
            sign = 1 if each.step is Step.TRANSFER else -1
            here[str(each.payout_id)] += sign * amounts[each.payout_id]
    return here, {str(each.payout_id) for each in all_of(Attempt) if each.state in OPEN}


def _of_facts() -> list[str]:
    """Every fact once, and owed by both or by neither; what is paid is what its line says."""
    rows = all_of(Earning)
    found = []
    if len({each.fact_id for each in rows}) != len(rows):
        found.append("a fact is earned twice")
    over = (EarningState.PAID, EarningState.NOTHING_LEFT)
    collected = {each.fact_id for each in rows}
    ours = {each.fact_id for each in rows if each.state not in over}
    ours |= {e.id for e in all_of(Fact) if e.amount_minor > 0 and e.id not in collected}
    if ours != {fact.id for fact in unsettled(db.session())}:
        found.append("facts and earnings differ about what is owed")
    wanted = select(PayoutLine).join(Payout).where(Payout.state.in_(LIVE))
    lines = {each.earning_id: each.amount_minor for each in db.session().scalars(wanted)}
    for each in rows:
        if each.state is EarningState.PAID and lines[each.id] != each.left.amount_minor:
            found.append(f"{each.id} was paid {lines[each.id]}, {each.left} are left of it")
    db.session.rollback()
    return found


def _of_person(whole: Whole, person: Any) -> list[str]:
    mine = [each for each in all_of(Earning) if each.performer_id == person.id]
    left = Counter({state: 0 for state in EarningState})
    for each in mine:
        left[each.state] += each.left.amount_minor
    owed, aside = kept(Account(Kind.PERFORMER_PAYABLE, person.id, CURRENCY))
    holds, _ = kept(Account(Kind.PERFORMER_HELD, person.id, CURRENCY))
    later, _ = kept(Account(Kind.RECEIVABLE_PERFORMER, person.id, CURRENCY))
    mine_later = [each for each in all_of(Reduction) if each.performer_id == person.id]
    moved = whole.desk.moved_to(whole.desk.accounts[person.id])
    worth = sum(each.left.amount_minor for each in mine)
    told = [
        (owed - aside != left[EarningState.PAYABLE], "payable is not what is payable"),
        (holds != left[EarningState.HELD], "held is not what is held"),
        (later != sum(each.later_minor for each in mine_later), "owed back is not what is"),
        (moved > worth, f"{moved} were sent, {worth} were earned"),
    ]
    return [f"{person.email}: {said}" for is_so, said in told if is_so]


def unpaid(whole: Whole, people: Iterable[Any]) -> list[str]:
    """After everything has settled: whoever has not got exactly what they earned."""
    over = (EarningState.PAID, EarningState.NOTHING_LEFT)
    found = [f"{e.id} is {e.state}" for e in all_of(Earning) if e.state not in over]
    for person in people:
        mine = [each for each in all_of(Earning) if each.performer_id == person.id]
        worth = sum(each.left.amount_minor for each in mine)
        moved = whole.desk.moved_to(whole.desk.accounts[person.id])
        if moved != worth:
            found.append(f"{person.email} earned {worth} and was sent {moved}")
    return found + whole.desk.faults()
