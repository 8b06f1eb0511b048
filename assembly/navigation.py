"""Where one can go, in the order shown: at most five main entries for any one role."""

from foundation.actors import Power
from foundation.shell import NavItem, Place
from marketplace.accounts.roles import CLIENT_SIDE, STAFF, Role, with_power

NAVIGATION = (
    NavItem("Sign in", "sign_in.page", open=True),
    NavItem("Home", "home.page"),
    NavItem("Gigs", "gigs.page", roles=frozenset((Role.PERFORMER,)), open=True),
    NavItem("Applications", "applications.page", roles=frozenset((Role.PERFORMER,))),
    NavItem(
        "Bookings",
        "bookings.page",
        roles=frozenset((Role.PERFORMER, Role.CASTING, *CLIENT_SIDE)),
    ),
    NavItem("Rights", "rights.page", roles=frozenset((Role.PERFORMER,))),
    NavItem("Requests", "requests.page", roles=frozenset(CLIENT_SIDE)),
    NavItem(
        "Casting",
        "casting.page",
        roles=frozenset((Role.CASTING, Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
    ),
    NavItem("Licences", "licences.page", roles=frozenset(CLIENT_SIDE)),
    NavItem("Budgets", "budgets.page", roles=frozenset((Role.FINANCE,))),
    NavItem("Pay runs", "pay_runs.page", roles=frozenset((Role.FINANCE,))),
    NavItem("Owed", "finance_earnings.page", roles=frozenset((Role.FINANCE,))),
    NavItem(
        "Reconciliation",
        "reconciliation.page",
        roles=frozenset((Role.FINANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem("To judge", "judging.page", roles=frozenset((Role.REVIEWER,))),
    NavItem("Cases", "desk.queue", roles=frozenset(STAFF)),
    NavItem("Open to you", "delegated.page", roles=frozenset((Role.OBSERVER,))),
    NavItem("People", "people.search", roles=with_power(Power.MANAGE_PEOPLE)),
    NavItem("Rights", "compliance.page", roles=frozenset((Role.COMPLIANCE,))),
    NavItem("Requests", "request_reviews.page", roles=frozenset((Role.COMPLIANCE,))),
    NavItem("Audit", "auditing.page", roles=frozenset((Role.COMPLIANCE, Role.ADMIN))),
    NavItem("Getting paid", "payees.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem(
        "Payments",
        "funding.page",
        roles=CLIENT_SIDE | with_power(Power.CONFIRM_BUDGETS),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Disputes",
        "disputes.page",
        roles=with_power(Power.CONFIRM_BUDGETS),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Our own money",
        "own_top_ups.page",
        roles=with_power(Power.APPROVE_PAY),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Payees",
        "payees.everybody",
        roles=with_power(Power.CONFIRM_BUDGETS),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Stripe's messages",
        "stripe_events.page",
        roles=frozenset((Role.FINANCE, Role.ADMIN)),
        place=Place.ACCOUNT,
    ),
    NavItem("Operations", "operations.page", roles=frozenset((Role.ADMIN,))),
    NavItem("Notices", "notices.page", place=Place.ACCOUNT),
    NavItem(
        "Performers",
        "performers.page",
        roles=frozenset((Role.CASTING, Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Datasets",
        "datasets.page",
        roles=CLIENT_SIDE | with_power(Power.READ_RIGHTS),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Deliveries",
        "deliveries.page",
        roles=CLIENT_SIDE | with_power(Power.READ_RIGHTS),
        place=Place.ACCOUNT,
    ),
    NavItem("Organisation", "clients.mine", roles=frozenset(CLIENT_SIDE), place=Place.ACCOUNT),
    NavItem(
        "Recalls",
        "recalls.mine",
        roles=frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Takes to judge",
        "judging.page",
        roles=frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Deactivations",
        "deactivations.all_of",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "What performers report",
        "self_reports.reports",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "How people are engaged",
        "engagement_rules.page",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem("Ledger", "ledger.keeping", roles=frozenset((Role.COMPLIANCE,)), place=Place.ACCOUNT),
    NavItem(
        "What is owed",
        "finance_earnings.page",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem("Earnings", "earnings.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem(
        "Your profile", "profile.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT
    ),
    NavItem(
        "Whom you act for", "mandates.held", roles=frozenset((Role.OBSERVER,)), place=Place.ACCOUNT
    ),
    NavItem("Messages", "messages.page", place=Place.ACCOUNT),
    NavItem("Your cases", "cases.mine", place=Place.ACCOUNT),
    NavItem("Your account", "preferences.page", place=Place.ACCOUNT),
    NavItem("Security", "security.page", place=Place.ACCOUNT),
    NavItem("Your data", "own_data.page", place=Place.ACCOUNT),
    NavItem("To sign", "signing.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem("Rights records", "threads.mine", place=Place.ACCOUNT),
    NavItem(
        "Your minimums",
        "minimums.page",
        roles=frozenset((Role.PERFORMER,)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Who reads your rights",
        "delegations.page",
        roles=frozenset((Role.PERFORMER,)),
        place=Place.ACCOUNT,
    ),
    NavItem("Saved searches", "saved_searches.page", place=Place.ACCOUNT),
    NavItem("API tokens", "tokens.page", place=Place.ACCOUNT),
    NavItem(
        "Webhooks", "webhooks.page", roles=with_power(Power.KEEP_WEBHOOKS), place=Place.ACCOUNT
    ),
    NavItem("Payouts", "payouts.mine", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem(
        "Statements", "statements.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT
    ),
    NavItem("Taxes", "taxes.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem("Money", "pay_overview.page", roles=with_power(Power.APPROVE_PAY), place=Place.ACCOUNT),
    NavItem("How punctually we pay", "pay_record.page", place=Place.FOOTER),
    NavItem("Rights ledger", "ledger.page", place=Place.FOOTER),
    NavItem("Terms of use", "sign_up.terms", place=Place.FOOTER),
    NavItem("API", "api.docs", place=Place.FOOTER),
)
