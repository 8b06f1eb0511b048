"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.accounts import telling
from marketplace.accounts.acting.routes import blueprint as acting
from marketplace.accounts.challenge.lost_routes import blueprint as lost_factors
from marketplace.accounts.challenge.routes import blueprint as challenge
from marketplace.accounts.closing.routes import blueprint as closing_pages
from marketplace.accounts.confirm.routes import blueprint as confirm
from marketplace.accounts.deactivation import api as deactivation_api
from marketplace.accounts.deactivation import jobs as deactivation_jobs
from marketplace.accounts.deactivation import news as deactivation_news
from marketplace.accounts.deactivation.routes import desk as deactivations
from marketplace.accounts.deactivation.routes import own as deactivated
from marketplace.accounts.demo_phones.routes import blueprint as dev_codes
from marketplace.accounts.factor_reset.routes import blueprint as factor_reset
from marketplace.accounts.factors import jobs as factor_jobs
from marketplace.accounts.factors import news as factor_news
from marketplace.accounts.factors.app_routes import blueprint as apps
from marketplace.accounts.factors.passkey_routes import blueprint as passkeys
from marketplace.accounts.factors.recovery_routes import blueprint as recovery_codes
from marketplace.accounts.invitations.routes import blueprint as invitations
from marketplace.accounts.links import jobs as link_jobs
from marketplace.accounts.mail_change import jobs as mail_change_jobs
from marketplace.accounts.mail_change.routes import blueprint as mail_change
from marketplace.accounts.own_data.routes import blueprint as own_data_pages
from marketplace.accounts.people import jobs as people_jobs
from marketplace.accounts.people.routes import blueprint as people
from marketplace.accounts.preferences.routes import blueprint as preferences
from marketplace.accounts.reset.routes import blueprint as reset
from marketplace.accounts.security import api as security_api
from marketplace.accounts.security.routes import blueprint as security
from marketplace.accounts.sign_in.routes import blueprint as sign_in
from marketplace.accounts.tokens import api as tokens_api
from marketplace.accounts.tokens.routes import blueprint as tokens
from marketplace.accounts.verification.routes import blueprint as verification
from marketplace.bookings import agents_api as agents_bookings_api
from marketplace.bookings import api as bookings_api
from marketplace.bookings import changing_routes  # noqa: F401 - adds its pages to those below
from marketplace.bookings import jobs as booking_jobs
from marketplace.bookings import news as booking_news
from marketplace.bookings.agent_routes import blueprint as agents_bookings
from marketplace.bookings.arranging_routes import blueprint as arranging
from marketplace.bookings.calendar_routes import blueprint as calendars
from marketplace.bookings.routes import blueprint as booking_pages
from marketplace.bookings.sheet_routes import blueprint as sheets
from marketplace.budgets import news as budget_news
from marketplace.budgets.routes import blueprint as budgets
from marketplace.campaigns import api as campaigns_api
from marketplace.campaigns import news as campaign_news
from marketplace.campaigns.routes import blueprint as campaigns
from marketplace.casting import (
    addresses_api,
    agents_api,
    applications_api,
    invitations_api,
    offers_api,
    tapes_api,
)
from marketplace.casting import board_api as casting_api
from marketplace.casting import jobs as casting_jobs
from marketplace.casting import news as casting_news
from marketplace.casting.agent_routes import blueprint as casting_agents
from marketplace.casting.board_routes import blueprint as casting_board
from marketplace.casting.inviting_routes import blueprint as casting_invitations
from marketplace.casting.routes import blueprint as applications
from marketplace.clients.finding import api as performers_api
from marketplace.clients.finding.routes import blueprint as performers
from marketplace.clients.routes import blueprint as client_pages
from marketplace.clients.verification import api as verification_api
from marketplace.clients.verification import news as client_verification_news
from marketplace.clients.verification.routes import blueprint as client_verification
from marketplace.deliveries import composition as deliveries
from marketplace.facts import api as facts_api
from marketplace.front.home import blueprint as home
from marketplace.front.routes import blueprint as front
from marketplace.gigs import api as gigs_api
from marketplace.gigs import jobs as gig_jobs
from marketplace.gigs.keeping_routes import blueprint as own_gigs
from marketplace.gigs.routes import blueprint as gigs
from marketplace.gigs.saved import api as searches_api
from marketplace.gigs.saved import jobs as saved_search_jobs
from marketplace.gigs.saved import news as saved_search_news
from marketplace.gigs.saved.routes import blueprint as saved_searches
from marketplace.hours import api as hours_api
from marketplace.hours import jobs as hours_jobs
from marketplace.hours import line_routes  # noqa: F401 - adds its pages to those below
from marketplace.hours import news as hours_news
from marketplace.hours.routes import blueprint as hours
from marketplace.messages import api as messages_api
from marketplace.messages import jobs as message_jobs
from marketplace.messages import news as message_news
from marketplace.messages.routes import blueprint as messages
from marketplace.profiles import api as profile_api
from marketplace.profiles import jobs as profile_jobs
from marketplace.profiles import partners_api, week_api
from marketplace.profiles import scopes as profile_scopes
from marketplace.profiles.eligibility.routes import blueprint as engagement_rules
from marketplace.profiles.equipment import api as equipment_api
from marketplace.profiles.equipment.routes import blueprint as equipment
from marketplace.profiles.identity import api as identity_api
from marketplace.profiles.identity import news as identity_news
from marketplace.profiles.identity.routes import blueprint as identity
from marketplace.profiles.mandates import api as mandates_api
from marketplace.profiles.mandates import news as mandate_news
from marketplace.profiles.mandates.routes import blueprint as mandates
from marketplace.profiles.reels import api as reels_api
from marketplace.profiles.reels import jobs as reel_jobs
from marketplace.profiles.reels import news as reel_news
from marketplace.profiles.reels.routes import blueprint as reels
from marketplace.profiles.routes import blueprint as profile
from marketplace.profiles.week_routes import blueprint as availability
from marketplace.requests import api as requests_api
from marketplace.requests import lateness as request_lateness
from marketplace.requests import news as request_news
from marketplace.requests.reference_routes import blueprint as request_references
from marketplace.requests.review_routes import blueprint as request_reviews
from marketplace.requests.routes import blueprint as requests
from marketplace.requests.section_routes import blueprint as request_sections
from marketplace.sign_up.routes import blueprint as sign_up
from marketplace.takes import composition as takes

BLUEPRINTS = (
    acting,
    agents_bookings,
    applications,
    apps,
    arranging,
    booking_pages,
    budgets,
    calendars,
    campaigns,
    availability,
    casting_agents,
    casting_board,
    casting_invitations,
    challenge,
    client_pages,
    client_verification,
    closing_pages,
    confirm,
    deactivated,
    deactivations,
    dev_codes,
    engagement_rules,
    equipment,
    factor_reset,
    front,
    gigs,
    home,
    hours,
    identity,
    invitations,
    lost_factors,
    mail_change,
    mandates,
    messages,
    own_data_pages,
    own_gigs,
    passkeys,
    people,
    performers,
    preferences,
    profile,
    recovery_codes,
    request_references,
    reels,
    request_reviews,
    request_sections,
    requests,
    reset,
    saved_searches,
    security,
    sheets,
    sign_in,
    sign_up,
    tokens,
    verification,
    *deliveries.BLUEPRINTS,
    *takes.BLUEPRINTS,
)
API_BLUEPRINTS = (
    addresses_api.blueprint,
    agents_api.blueprint,
    agents_bookings_api.blueprint,
    bookings_api.blueprint,
    campaigns_api.blueprint,
    applications_api.blueprint,
    casting_api.blueprint,
    deactivation_api.blueprint,
    equipment_api.blueprint,
    identity_api.blueprint,
    invitations_api.blueprint,
    mandates_api.blueprint,
    offers_api.blueprint,
    facts_api.blueprint,
    partners_api.blueprint,
    profile_api.blueprint,
    reels_api.blueprint,
    searches_api.blueprint,
    tapes_api.blueprint,
    week_api.blueprint,
    gigs_api.blueprint,
    hours_api.blueprint,
    messages_api.blueprint,
    performers_api.blueprint,
    requests_api.blueprint,
    security_api.blueprint,
    tokens_api.blueprint,
    verification_api.blueprint,
    *deliveries.API_BLUEPRINTS,
    *takes.API_BLUEPRINTS,
)
SCOPES: tuple[api.Scope, ...] = (
    *addresses_api.SCOPES,
    *bookings_api.SCOPES,
    *campaigns_api.SCOPES,
    *applications_api.SCOPES,
    *deactivation_api.SCOPES,
    *mandates_api.SCOPES,
    *searches_api.SCOPES,
    *offers_api.SCOPES,
    *facts_api.SCOPES,
    *profile_scopes.SCOPES,
    *gigs_api.SCOPES,
    *hours_api.SCOPES,
    *messages_api.SCOPES,
    *performers_api.SCOPES,
    *requests_api.SCOPES,
    *tokens_api.SCOPES,
    *verification_api.SCOPES,
    *deliveries.SCOPES,
    *takes.SCOPES,
)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *booking_news.KINDS,
    *budget_news.KINDS,
    *campaign_news.KINDS,
    *client_verification_news.KINDS,
    *casting_news.KINDS,
    *deactivation_news.KINDS,
    *factor_news.KINDS,
    *hours_news.KINDS,
    *identity_news.KINDS,
    *mandate_news.KINDS,
    *message_news.KINDS,
    *reel_news.KINDS,
    *request_news.KINDS,
    *saved_search_news.KINDS,
    *telling.KINDS,
    *deliveries.NOTICE_KINDS,
    *takes.NOTICE_KINDS,
)
JOBS: tuple[Job, ...] = (
    *booking_jobs.JOBS,
    *casting_jobs.JOBS,
    *deactivation_jobs.JOBS,
    *factor_jobs.JOBS,
    *gig_jobs.JOBS,
    *hours_jobs.JOBS,
    *link_jobs.JOBS,
    *mail_change_jobs.JOBS,
    *message_jobs.JOBS,
    *people_jobs.JOBS,
    *request_lateness.JOBS,
    *profile_jobs.JOBS,
    *reel_jobs.JOBS,
    *saved_search_jobs.JOBS,
    *deliveries.JOBS,
    *takes.JOBS,
)
