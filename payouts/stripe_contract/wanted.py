"""Which part of Stripe's API we hold to its contract: what paying people over Connect needs."""

_ADDRESSES = """
GET /v1/account
GET POST /v1/accounts
GET POST DELETE /v1/accounts/{account}
POST /v1/accounts/{account}/reject
GET /v1/accounts/{account}/capabilities
GET POST /v1/accounts/{account}/capabilities/{capability}
GET POST /v1/accounts/{account}/external_accounts
GET POST DELETE /v1/accounts/{account}/external_accounts/{id}
POST /v1/accounts/{account}/login_links
POST /v1/account_links
POST /v1/account_sessions
GET /v1/application_fees
GET /v1/application_fees/{id}
GET /v1/balance
GET POST /v1/balance_settings
GET /v1/balance_transactions
GET /v1/balance_transactions/{id}
GET /v1/charges
GET /v1/charges/{charge}
GET POST /v1/checkout/sessions
GET POST /v1/checkout/sessions/{session}
POST /v1/checkout/sessions/{session}/expire
GET /v1/checkout/sessions/{session}/line_items
GET POST /v1/customers
GET POST DELETE /v1/customers/{customer}
GET /v1/disputes
GET POST /v1/disputes/{dispute}
POST /v1/disputes/{dispute}/close
GET /v1/events
GET /v1/events/{id}
POST /v1/files
GET /v1/invoice_payments
GET /v1/invoice_payments/{invoice_payment}
POST /v1/invoiceitems
GET POST /v1/invoices
GET POST DELETE /v1/invoices/{invoice}
POST /v1/invoices/{invoice}/finalize
POST /v1/invoices/{invoice}/pay
POST /v1/invoices/{invoice}/send
POST /v1/invoices/{invoice}/void
GET POST /v1/payment_intents
GET POST /v1/payment_intents/{intent}
POST /v1/payment_intents/{intent}/cancel
POST /v1/payment_intents/{intent}/capture
POST /v1/payment_intents/{intent}/confirm
GET POST /v1/payouts
GET POST /v1/payouts/{payout}
POST /v1/payouts/{payout}/cancel
POST /v1/payouts/{payout}/reverse
GET POST /v1/refunds
GET POST /v1/refunds/{refund}
POST /v1/refunds/{refund}/cancel
POST /v1/reporting/report_runs
GET /v1/reporting/report_runs/{report_run}
GET /v1/reporting/report_types
GET POST /v1/topups
GET /v1/topups/{topup}
POST /v1/topups/{topup}/cancel
GET POST /v1/transfers
GET POST /v1/transfers/{transfer}
GET POST /v1/transfers/{id}/reversals
GET POST /v1/transfers/{transfer}/reversals/{id}
GET POST /v1/webhook_endpoints
GET POST DELETE /v1/webhook_endpoints/{webhook_endpoint}
GET POST /v2/core/accounts
GET POST /v2/core/accounts/{id}
POST /v2/core/accounts/{id}/close
POST /v2/core/account_links
GET /v2/core/events
GET /v2/core/events/{id}
GET POST /v2/core/event_destinations
GET POST DELETE /v2/core/event_destinations/{id}
POST /v2/core/event_destinations/{id}/ping
GET /v2/money_management/financial_accounts
GET /v2/money_management/financial_accounts/{id}
GET POST /v2/money_management/outbound_payments
GET /v2/money_management/outbound_payments/{id}
POST /v2/money_management/outbound_payments/{id}/cancel
GET POST /v2/money_management/payout_intents
GET /v2/money_management/payout_intents/{id}
POST /v2/money_management/payout_intents/{id}/cancel
POST /v2/money_management/payout_intents/{id}/confirm
GET /v2/money_management/payout_methods
GET /v2/money_management/payout_methods/{id}
POST /v2/money_management/recipient_verifications
GET /v2/money_management/recipient_verifications/{id}
GET /v2/money_management/transactions
GET /v2/money_management/transactions/{id}
"""

_OBJECTS = """
account account_link account_session amount Amount application_fee balance balance_settings
balance_transaction bank_account capability card charge checkout.session customer dispute event
file invoice invoice_payment invoiceitem item line_item login_link payment_intent payout refund
reporting.report_run reporting.report_type topup transfer transfer_reversal
v2.core.account v2.core.account_link v2.core.event v2.core.event_destination
v2.money_management.financial_account v2.money_management.outbound_payment
v2.money_management.payout_intent v2.money_management.payout_method
v2.money_management.recipient_verification v2.money_management.transaction webhook_endpoint
"""

OPERATIONS = frozenset(
    (verb.lower(), line.split()[-1])
    for line in _ADDRESSES.strip().splitlines()
    for verb in line.split()[:-1]
)
OBJECTS = frozenset(_OBJECTS.split())
