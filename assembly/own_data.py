"""What is kept about a person: who hands it out, and who erases it when an account is closed."""

from consent.delegations import own_data as delegations_own_data
from consent.holders import queries as holders
from consent.keeping import openings as ledger_openings
from consent.ledger.openings import closing as ledger_closing
from consent.licences import own_data as licences_own_data
from consent.media import own_data as media_own_data
from consent.media import queries as media
from consent.minimums import own_data as minimums_own_data
from consent.recalls import own_data as recalls_own_data
from consent.rights import own_data as rights_own_data
from consent.signing import own_data as signing_own_data
from foundation import hooks, mail
from foundation.auditing import queries as auditing
from foundation.cases import queries as cases
from foundation.mail import queries as mails
from foundation.notices import actions as notice_actions
from foundation.notices import queries as notice_queries
from foundation.uploads import own_data as upload_own_data
from foundation.webhooks import actions as webhook_actions
from foundation.webhooks import queries as webhook_queries
from marketplace.accounts import grants
from marketplace.accounts.deactivation import own_data as deactivation_own_data
from marketplace.accounts.factor_reset import forgetting as factor_reset_forgetting
from marketplace.accounts.factors import own_data as factors_own_data
from marketplace.accounts.invitations import steps as invitation_steps
from marketplace.accounts.links import steps as links
from marketplace.accounts.own_data import queries as own_data
from marketplace.bookings import own_data as bookings_own_data
from marketplace.campaigns import own_data as campaigns_own_data
from marketplace.casting import own_data as casting_own_data
from marketplace.clients import own_data as clients_own_data
from marketplace.deliveries.building import own_data as deliveries_own_data
from marketplace.deliveries.taking import own_data as taking_own_data
from marketplace.facts import own_data as facts_own_data
from marketplace.gigs.saved import own_data as saved_searches_own_data
from marketplace.hours import own_data as hours_own_data
from marketplace.messages import own_data as messages_own_data
from marketplace.profiles import own_data as profiles_own_data
from marketplace.takes.arriving import own_data as tracks_own_data
from marketplace.takes.checking import own_data as take_checks_own_data
from marketplace.takes.reviewing import own_data as takes_own_data
from marketplace.takes.self_reports import own_data as self_reports_own_data
from payouts.earnings import own_data as earnings_own_data
from payouts.pay_runs import own_data as pay_runs_own_data
from payouts.payees import own_data as payees_own_data
from payouts.taxes import own_data as taxes_own_data

EXPORTS_OF: tuple[hooks.ExportsOf, ...] = (
    auditing.exports_of,
    bookings_own_data.exports_of,
    campaigns_own_data.exports_of,
    cases.exports_of,
    casting_own_data.exports_of,
    clients_own_data.exports_of,
    deactivation_own_data.exports_of,
    delegations_own_data.exports_of,
    deliveries_own_data.exports_of,
    earnings_own_data.exports_of,
    facts_own_data.exports_of,
    factors_own_data.exports_of,
    holders.exports_of,
    hours_own_data.exports_of,
    ledger_openings.exports_of,
    licences_own_data.exports_of,
    mails.export_of,
    media.exports_of,
    media_own_data.exports_of,
    messages_own_data.exports_of,
    minimums_own_data.exports_of,
    notice_queries.export_of,
    own_data.exports_of,
    payees_own_data.exports_of,
    recalls_own_data.exports_of,
    rights_own_data.exports_of,
    pay_runs_own_data.exports_of,
    profiles_own_data.exports_of,
    saved_searches_own_data.exports_of,
    self_reports_own_data.exports_of,
    signing_own_data.exports_of,
    take_checks_own_data.exports_of,
    taking_own_data.exports_of,
    takes_own_data.exports_of,
    taxes_own_data.exports_of,
    tracks_own_data.exports_of,
    upload_own_data.exports_of,
    webhook_queries.export_of,
)
ERASE_OF: tuple[hooks.EraseOf, ...] = (
    clients_own_data.forget,
    bookings_own_data.forget,
    campaigns_own_data.forget,
    casting_own_data.forget,
    deactivation_own_data.forget,
    delegations_own_data.forget,
    deliveries_own_data.forget,
    earnings_own_data.forget,
    factor_reset_forgetting.forget,
    factors_own_data.forget,
    grants.forget_reasons,
    invitation_steps.forget,
    ledger_closing.forget,
    licences_own_data.forget,
    links.forget,
    mail.forget,
    media_own_data.forget,
    messages_own_data.forget,
    minimums_own_data.forget,
    notice_actions.forget,
    payees_own_data.forget,
    profiles_own_data.forget,
    saved_searches_own_data.forget,
    take_checks_own_data.forget,
    self_reports_own_data.forget,
    takes_own_data.forget,
    tracks_own_data.forget,
    upload_own_data.forget,
    webhook_actions.forget,
)
