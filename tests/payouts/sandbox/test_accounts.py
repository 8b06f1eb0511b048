"""Connected accounts: what they lack, what they may do, how they end."""

import pytest
import stripe

from tests.payouts.sandbox.standing_in import PERFORMER


def capabilities(visitor, account):
    shown = visitor.stripe.v2.core.accounts.retrieve(
        account, {"include": ["configuration.recipient"]}
    )
    balance = shown.configuration.recipient.capabilities.stripe_balance
    return balance.stripe_transfers.status, balance.payouts.status


def needs(visitor, account):
    shown = visitor.stripe.v2.core.accounts.retrieve(account, {"include": ["requirements"]})
    return {each.description: each.minimum_deadline.status for each in shown.requirements.entries}


def test_a_new_account_may_receive_nothing_and_says_what_is_due(visitor):
    made = visitor.stripe.v2.core.accounts.create(PERFORMER)
    assert capabilities(visitor, made.id) == ("restricted", "restricted")
    assert set(needs(visitor, made.id).values()) == {"currently_due"}
    visitor.fund(1000)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        visitor.stripe.v1.transfers.create({"amount": 1, "currency": "usd", "destination": made.id})
    assert refused.value.error.code == "insufficient_capabilities_for_transfer"


def test_who_has_completed_may_receive_and_be_paid_out(visitor):
    account = visitor.account()
    assert capabilities(visitor, account) == ("active", "active")
    assert needs(visitor, account) == {}
    assert (
        "v2.core.account[configuration.recipient].capability_status_updated"
        in visitor.thin_told(account)
    )


def test_parts_that_nobody_asked_for_are_null(visitor):
    shown = visitor.stripe.v2.core.accounts.retrieve(visitor.account())
    assert shown.configuration is None
    assert shown.requirements is None


def test_what_becomes_past_due_stops_transfers(visitor):
    account = visitor.account()
    visitor.lever(f"accounts/{account}/require", what="identity.individual.address")
    assert capabilities(visitor, account) == ("active", "active")
    visitor.lever(f"accounts/{account}/require", what="identity.individual.address", past_due=True)
    assert needs(visitor, account) == {"identity.individual.address": "past_due"}
    assert capabilities(visitor, account) == ("restricted", "restricted")


def test_a_restricted_account_shows_that_only_stripe_can_help(visitor):
    account = visitor.account()
    visitor.lever(f"accounts/{account}/restrict")
    shown = visitor.stripe.v2.core.accounts.retrieve(
        account, {"include": ["configuration.recipient"]}
    )
    status = shown.configuration.recipient.capabilities.stripe_balance.stripe_transfers
    assert status.status == "restricted"
    assert status.status_details[0].resolution == "contact_stripe"


@pytest.mark.parametrize("how", ["lever", "api"])
def test_a_closed_account_is_seen_and_receives_nothing(visitor, how):
    account = visitor.account()
    visitor.fund(1000)
    if how == "lever":
        visitor.lever(f"accounts/{account}/close")
    else:
        visitor.stripe.v2.core.accounts.close(account, {"applied_configurations": ["recipient"]})
    assert visitor.stripe.v2.core.accounts.retrieve(account).closed is True
    with pytest.raises(stripe.InvalidRequestError) as refused:
        visitor.stripe.v1.transfers.create({"amount": 1, "currency": "usd", "destination": account})
    assert refused.value.error.code == "account_closed"
    assert "v2.core.account.closed" in visitor.thin_told(account)


def test_a_deauthorised_account_is_gone_for_us(visitor):
    account = visitor.account()
    visitor.fund(1000)
    visitor.lever(f"accounts/{account}/deauthorize")
    with pytest.raises(stripe.PermissionError) as refused:
        visitor.available(account)
    assert refused.value.error.code == "account_invalid"
    with pytest.raises(stripe.InvalidRequestError) as missing:
        visitor.stripe.v1.transfers.create({"amount": 1, "currency": "usd", "destination": account})
    assert missing.value.error.code == "resource_missing"
    with pytest.raises(stripe.StripeError):
        visitor.stripe.v2.core.accounts.retrieve(account)


def test_a_strangers_account_is_refused_like_a_deauthorised_one(visitor):
    with pytest.raises(stripe.PermissionError):
        visitor.available("acct_somebody")


def test_a_change_to_an_account_is_kept_and_told(visitor):
    account = visitor.account()
    visitor.stripe.v2.core.accounts.update(
        account, {"contact_email": "new@example.org", "metadata": {"performer": "7"}}
    )
    shown = visitor.stripe.v2.core.accounts.retrieve(account)
    assert (shown.contact_email, shown.metadata.to_dict()) == (
        "new@example.org",
        {"performer": "7"},
    )
    assert visitor.thin_told(account)[-1] == "v2.core.account.updated"


def test_accounts_are_listed_page_by_page(visitor):
    made = [visitor.stripe.v2.core.accounts.create(PERFORMER).id for _ in range(3)]
    found = visitor.stripe.v2.core.accounts.list({"limit": 2})
    assert [each.id for each in found.auto_paging_iter()] == made[::-1]


def test_the_first_generation_shows_the_same_account(visitor):
    account = visitor.account()
    shown = visitor.stripe.v1.accounts.retrieve(account)
    assert (shown.payouts_enabled, shown.capabilities.transfers) == (True, "active")
    assert shown.external_accounts.data[0].last4 == "6789"


def test_the_first_generation_makes_accounts_too(visitor):
    made = visitor.stripe.v1.accounts.create(
        {
            "country": "DE",
            "email": "eva@example.org",
            "controller": {
                "stripe_dashboard": {"type": "express"},
                "fees": {"payer": "application"},
                "losses": {"payments": "application"},
                "requirement_collection": "stripe",
            },
            "capabilities": {"transfers": {"requested": True}},
        }
    )
    assert made.requirements.currently_due
    visitor.lever(f"accounts/{made.id}/complete")
    assert visitor.stripe.v1.accounts.retrieve(made.id).default_currency == "eur"
    assert "account.updated" in visitor.told(made.id)
    assert visitor.stripe.v1.accounts.capabilities.retrieve(made.id, "transfers").status == "active"


def test_another_bank_account_takes_the_place_of_the_first(visitor):
    account = visitor.account()
    bank = {"object": "bank_account", "country": "US", "currency": "usd"}
    visitor.stripe.v1.accounts.external_accounts.create(
        account, {"external_account": {**bank, "account_number": "000111111116"}}
    )
    found = visitor.stripe.v1.accounts.external_accounts.list(account).data
    assert [(each.last4, each.default_for_currency) for each in found] == [
        ("1116", True),
        ("6789", False),
    ]


def test_payouts_can_be_set_to_manual(visitor):
    account = visitor.account()
    options = {"stripe_account": account}
    visitor.stripe.v1.balance_settings.update(
        {"payments": {"payouts": {"schedule": {"interval": "manual"}}}}, options
    )
    kept = visitor.stripe.v1.balance_settings.retrieve({}, options)
    assert kept.payments.payouts.schedule.interval == "manual"
    assert visitor.stripe.v1.balance_settings.retrieve().payments.payouts.schedule.interval == (
        "daily"
    )


def test_links_and_sessions_for_embedding_are_handed_out(visitor):
    account = visitor.account()
    assert visitor.stripe.v1.accounts.login_links.create(account).url.endswith(account)
    session = visitor.stripe.v1.account_sessions.create(
        {"account": account, "components": {"account_onboarding": {"enabled": True}}}
    )
    assert session.client_secret
