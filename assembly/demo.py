"""Who makes the demo people and their work: each builds on what those before it made."""

from consent.agreements import demo as agreements_demo
from consent.console import demo as console_demo
from consent.delegations import demo as delegations_demo
from consent.licences import demo as licences_demo
from consent.minimums import demo as minimums_demo
from consent.recalls import demo as recalls_demo
from consent.rights import demo as rights_demo
from consent.serving import demo as ledger_demo
from consent.signing import demo as signing_demo
from foundation import hooks
from marketplace.accounts import demo as accounts_demo
from marketplace.accounts import demo_crowd
from marketplace.accounts.deactivation import demo as deactivation_demo
from marketplace.accounts.demo_phones import making as demo_phones
from marketplace.bookings import demo as bookings_demo
from marketplace.campaigns import demo as campaigns_demo
from marketplace.casting import demo as casting_demo
from marketplace.clients import demo as clients_demo
from marketplace.deliveries.choosing import demo as datasets_demo
from marketplace.gigs import demo as gigs_demo
from marketplace.gigs.saved import demo as saved_searches_demo
from marketplace.hours import demo as hours_demo
from marketplace.messages import demo as messages_demo
from marketplace.profiles import demo as profiles_demo
from marketplace.renewals import demo as renewals_demo
from marketplace.requests import demo as requests_demo
from marketplace.reuse import demo as reuse_demo
from marketplace.takes import demo as takes_demo
from payouts.earnings import demo as earnings_demo

DEMO: tuple[hooks.Demo, ...] = (
    accounts_demo.make,
    profiles_demo.make,
    clients_demo.make,
    demo_phones.make,
    demo_crowd.make,
    ledger_demo.make,
    licences_demo.make,
    agreements_demo.make,
    signing_demo.make,
    minimums_demo.make,
    delegations_demo.make,
    rights_demo.make,
    recalls_demo.make,
    gigs_demo.make,
    saved_searches_demo.make,
    bookings_demo.make,
    hours_demo.make,
    takes_demo.make,
    datasets_demo.make,
    renewals_demo.make,
    reuse_demo.make,
    campaigns_demo.make,
    console_demo.make,
    requests_demo.make,
    casting_demo.make,
    deactivation_demo.make,
    messages_demo.make,
    earnings_demo.make,
)
