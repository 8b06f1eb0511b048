"""Money moves once, whole, and never more than there is: on every database."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from foundation import clock
from foundation.database import transaction
from foundation.money import Money
from payouts.journal.balances import NOW, Moment, all_balances, balance
from payouts.journal.chart import CHART, GROWS_BY_DEBIT, Kind, Purpose
from payouts.journal.errors import AlreadyResolved, KeyUsedOtherwise, NotSoMuch
from payouts.journal.models import (
    AccountKindRow,
    Available,
    Posting,
    PostingKey,
    PurposeRow,
)
from payouts.journal.posting import Entry, Line, post, post_all
from payouts.journal.resolving import post_pending, void_pending
from tests.databases.crowd import at_once
from tests.payouts.journal.accounts import CASH, FEE, line, of

pytestmark = pytest.mark.usefixtures("each_connection")


def posted(key, *lines, **more):
    with transaction() as session:
        return post(session, key, lines, **more)


def resolved(act, key, group):
    with transaction() as session:
        return act(session, key, group)


def held(session, account, at=NOW):
    session.expire_all()
    found = balance(session, account, at)
    return tuple(each.amount_minor for each in (found.posted, found.set_aside, found.coming))


def count(session, of):
    return session.scalar(select(func.count()).select_from(of))


def left(session, account):
    wanted = select(Available.amount_minor).where(Available.account_id == account.id)
    return session.scalar(wanted)


def test_codes_of_the_database_are_those_of_the_code(session):
    for model, codes in ((AccountKindRow, Kind), (PurposeRow, Purpose)):
        assert set(session.scalars(select(model.code))) == {each.value for each in codes}
    assert set(CHART) == set(Kind)


def test_an_amount_leaves_one_account_and_comes_to_another(session):
    funds, payable = of(Kind.ORDER_FUNDS), of(Kind.PERFORMER_PAYABLE)
    posted("fund", line(CASH, funds, 10_000))
    posted("earn", line(funds, payable, 6_000), line(funds, FEE, 900))
    assert held(session, CASH) == (10_000, 0, 0)
    assert held(session, funds) == (3_100, 0, 0)
    assert held(session, payable) == (6_000, 0, 0)
    assert held(session, FEE) == (900, 0, 0)
    assert (left(session, funds), left(session, payable)) == (3_100, 6_000)


def test_the_same_key_and_content_moves_nothing_again(session):
    entry = line(CASH, of(Kind.ORDER_FUNDS), 500)
    first, again = posted("once", entry), posted("once", entry)
    assert (first.new, again.new) == (True, False)
    assert first.id == again.id
    assert count(session, Posting) == 1


def test_the_same_key_with_other_content_is_refused(session):
    funds = of(Kind.ORDER_FUNDS)
    entry = line(CASH, funds, 500)
    posted("once", entry)
    for other in (
        {"lines": [entry._replace(amount=Money(501, "EUR"))]},
        {"lines": [entry._replace(purpose=Purpose.REFUND)]},
        {"lines": [entry], "pending": True},
        {"lines": [entry], "effective_at": clock.now() - timedelta(days=1)},
        {"lines": [entry, entry]},
    ):
        lines = other.pop("lines")
        with pytest.raises(KeyUsedOtherwise):
            posted("once", *lines, **other)
    assert held(session, funds) == (500, 0, 0)


def test_what_is_owed_never_falls_below_nothing(session):
    funds, payable = of(Kind.ORDER_FUNDS), of(Kind.PERFORMER_PAYABLE)
    posted("fund", line(CASH, funds, 100))
    with pytest.raises(NotSoMuch):
        posted("too much", line(funds, payable, 60), line(funds, FEE, 41))
    assert (held(session, funds), held(session, payable)) == ((100, 0, 0), (0, 0, 0))
    assert count(session, PostingKey) == 1
    posted("just enough", line(funds, payable, 60), line(funds, FEE, 40))
    assert left(session, funds) == 0


def test_our_own_accounts_may(session):
    capital = of(Kind.CAPITAL)
    posted("ahead", line(of(Kind.RECEIVABLE_CLIENT), capital, 5))
    posted("back", line(capital, CASH, 50))
    assert held(session, CASH) == (-50, 0, 0)


def test_the_database_itself_refuses_a_debt_below_nothing(session):
    funds = of(Kind.ORDER_FUNDS)
    posted("fund", line(CASH, funds, 100))
    with pytest.raises(IntegrityError), transaction() as writing:
        writing.execute(update(Available).values(amount_minor=-1))


def test_many_at_once_are_kept_together_or_not_at_all(session):
    funds = of(Kind.ORDER_FUNDS)
    entries = [Entry(f"many {n}", [line(CASH, funds, n + 1)]) for n in range(50)]
    with transaction() as writing:
        assert all(each.new for each in post_all(writing, entries))
    assert held(session, funds) == (1275, 0, 0)
    with pytest.raises(NotSoMuch), transaction() as writing:
        post_all(
            writing, [Entry("a", [line(CASH, funds, 5)]), Entry("b", [line(funds, FEE, 9999)])]
        )
    with transaction() as writing:
        assert post_all(writing, []) == []
        again = post_all(writing, [*entries[:3], Entry("c", [line(CASH, funds, 25)])])
    assert [each.new for each in again] == [False, False, False, True]
    assert held(session, funds) == (1300, 0, 0)


def test_what_is_no_posting_is_a_bug():
    euros, dollars = of(Kind.ORDER_FUNDS), of(Kind.ORDER_FUNDS, currency="USD")
    with pytest.raises(ValueError, match="positive"):
        posted("zero", line(CASH, euros, 0))
    with pytest.raises(ValueError, match="one currency"):
        posted("mixed", Line(CASH, dollars, Money(5, "EUR"), Purpose.FUND, euros.owner))
    with pytest.raises(ValueError, match="itself"):
        posted("same", line(euros, euros, 5))
    with pytest.raises(ValueError, match="nothing to post"):
        posted("none")


def test_the_database_holds_a_posting_to_one_currency(session):
    posted("fund", line(CASH, of(Kind.ORDER_FUNDS), 5))
    dollars = of(Kind.ORDER_FUNDS, currency="USD")
    posted("other", line(of(Kind.STRIPE_AVAILABLE, currency="USD"), dollars, 5))
    row = session.scalars(select(Posting).where(Posting.currency == "EUR")).one()
    with pytest.raises(IntegrityError), transaction() as writing:
        writing.add(_like(row, credit_id=dollars.id, line=7))


class TestPending:
    @pytest.fixture
    def planned(self):
        payable, flight = of(Kind.PERFORMER_PAYABLE), of(Kind.PAYOUT_IN_FLIGHT)
        posted("earned", line(CASH, payable, 100))
        return payable, flight, posted("planned", line(payable, flight, 70), pending=True)

    def test_sets_aside_what_it_takes_and_brings_nothing_yet(self, session, planned):
        payable, flight, _ = planned
        assert (held(session, payable), held(session, flight)) == ((100, 70, 0), (0, 0, 70))
        assert (left(session, payable), left(session, flight)) == (30, 0)
        with pytest.raises(NotSoMuch):
            posted("the rest and more", line(payable, flight, 31))

    def test_posted(self, session, planned):
        payable, flight, group = planned
        resolved(post_pending, "done", group.id)
        assert (held(session, payable), held(session, flight)) == ((30, 0, 0), (70, 0, 0))
        assert (left(session, payable), left(session, flight)) == (30, 70)

    def test_voided(self, session, planned):
        payable, flight, group = planned
        resolved(void_pending, "not done", group.id)
        assert (held(session, payable), held(session, flight)) == ((100, 0, 0), (0, 0, 0))
        assert (left(session, payable), left(session, flight)) == (100, 0)

    def test_resolved_once(self, session, planned):
        payable, _, group = planned
        assert resolved(post_pending, "done", group.id).new
        assert not resolved(post_pending, "done", group.id).new
        for act in (post_pending, void_pending):
            with pytest.raises(AlreadyResolved):
                resolved(act, "something else", group.id)
        with pytest.raises(KeyUsedOtherwise):
            resolved(void_pending, "done", group.id)
        assert left(session, payable) == 30

    def test_what_was_posted_at_once_cannot_be_resolved(self):
        group = posted("at once", line(CASH, of(Kind.ORDER_FUNDS), 1))
        with pytest.raises(AlreadyResolved):
            resolved(void_pending, "undo", group.id)

    def test_the_database_refuses_another_amount(self, session, planned):
        _, _, group = planned
        row = session.scalars(select(Posting).where(Posting.group_id == group.id)).one()
        with pytest.raises(IntegrityError), transaction() as writing:
            writing.add(_like(row, amount_minor=71, phase="posts", resolves_id=row.id, line=1))


def _like(row, **other):
    names = [each.name for each in Posting.__table__.columns if each.name != "id"]
    return Posting(**{name: other.get(name, getattr(row, name)) for name in names})


def test_as_of_any_instant_by_what_was_so_and_by_what_we_knew(session):
    funds, day = of(Kind.ORDER_FUNDS), timedelta(days=1)
    start = clock.now()
    posted("first", line(CASH, funds, 100))
    clock.move(10 * day)
    posted("late news", line(CASH, funds, 7), effective_at=start + 2 * day)
    assert held(session, funds) == (107, 0, 0)
    assert held(session, funds, Moment(effective=start + day)) == (100, 0, 0)
    assert held(session, funds, Moment(effective=start + 3 * day)) == (107, 0, 0)
    assert held(session, funds, Moment(start + 3 * day, start + 3 * day)) == (100, 0, 0)


def test_all_that_is_debited_is_credited(session):
    funds, payable = of(Kind.ORDER_FUNDS), of(Kind.PERFORMER_PAYABLE)
    posted("fund", line(CASH, funds, 9_999))
    posted("earn", line(funds, payable, 321), line(funds, FEE, 48))
    total = 0
    for each in all_balances(session):
        by_debit = CHART[each.account.kind].family in GROWS_BY_DEBIT
        total += each.posted.amount_minor * (1 if by_debit else -1)
    assert total == 0


class TestAtOnce:
    def test_one_key_is_posted_once(self, app, session):
        entry = line(CASH, of(Kind.ORDER_FUNDS), 5)
        outcomes = at_once(app, 8, lambda _: posted("one key", entry).new)
        assert sorted(outcomes) == [False] * 7 + [True]
        assert count(session, Posting) == 1

    def test_the_last_of_it_goes_to_one(self, app, session):
        funds = of(Kind.ORDER_FUNDS)
        posted("fund", line(CASH, funds, 100))
        takers = [of(Kind.PERFORMER_PAYABLE) for _ in range(8)]
        outcomes = at_once(app, 8, lambda n: posted(f"take {n}", line(funds, takers[n], 40)))
        assert sum(isinstance(each, NotSoMuch) for each in outcomes) == 6, outcomes
        assert left(session, funds) == 20
        assert held(session, funds) == (20, 0, 0)

    def test_pending_is_resolved_by_one(self, app, session):
        payable, flight = of(Kind.PERFORMER_PAYABLE), of(Kind.PAYOUT_IN_FLIGHT)
        posted("earned", line(CASH, payable, 100))
        group = posted("planned", line(payable, flight, 70), pending=True)
        acts = (post_pending, void_pending)
        outcomes = at_once(app, 8, lambda n: resolved(acts[n % 2], f"act {n}", group.id))
        assert sum(not isinstance(each, Exception) for each in outcomes) == 1, outcomes
        assert left(session, payable) + left(session, flight) == 100

    def test_accounts_crosswise_never_lock_each_other_out(self, app, session):
        one, other = of(Kind.CLIENT_BALANCE), of(Kind.ORDER_FUNDS)
        posted("a", line(CASH, one, 1_000), line(CASH, other, 1_000))
        ways = ((one, other), (other, one))
        outcomes = at_once(app, 8, lambda n: posted(f"cross {n}", line(*ways[n % 2], 10)))
        assert not [each for each in outcomes if isinstance(each, Exception)]
        assert (left(session, one), left(session, other)) == (1_000, 1_000)
