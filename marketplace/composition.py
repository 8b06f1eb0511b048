"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.accounts import telling
from marketplace.accounts.acting.routes import blueprint as acting
from marketplace.accounts.challenge.lost_routes import blueprint as lost_factors
from marketplace.accounts.challenge.routes import blueprint as challenge
from marketplace.accounts.closing.routes import blueprint as closing_pages
from marketplace.accounts.confirm.routes import blueprint as confirm
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
from marketplace.bookings import changing_routes  # noqa: F401 - adds its pages to those below
from marketplace.bookings import jobs as booking_jobs
from marketplace.bookings import news as booking_news
from marketplace.bookings.arranging_routes import blueprint as arranging
from marketplace.bookings.calendar_routes import blueprint as calendars
from marketplace.bookings.routes import blueprint as booking_pages
from marketplace.bookings.sheet_routes import blueprint as sheets
from marketplace.budgets import news as budget_news
from marketplace.budgets.routes import blueprint as budgets
from marketplace.casting import jobs as casting_jobs
from marketplace.casting import news as casting_news
from marketplace.casting.board_routes import blueprint as casting_board
from marketplace.casting.routes import blueprint as applications
from marketplace.clients.routes import blueprint as client_pages
from marketplace.clients.verification import api as verification_api
from marketplace.clients.verification import news as client_verification_news
from marketplace.clients.verification.routes import blueprint as client_verification
from marketplace.front.home import blueprint as home
from marketplace.front.routes import blueprint as front
from marketplace.gigs import api as gigs_api
from marketplace.gigs import jobs as gig_jobs
from marketplace.gigs.keeping_routes import blueprint as own_gigs
from marketplace.gigs.routes import blueprint as gigs
from marketplace.gigs.saved import jobs as saved_search_jobs
from marketplace.gigs.saved import news as saved_search_news
from marketplace.gigs.saved.routes import blueprint as saved_searches
from marketplace.profiles import api as profile_api
from marketplace.profiles.identity import news as identity_news
from marketplace.profiles.identity.routes import blueprint as identity
from marketplace.profiles.mandates import news as mandate_news
from marketplace.profiles.mandates.routes import blueprint as mandates
from marketplace.profiles.routes import blueprint as profile
from marketplace.profiles.week_routes import blueprint as availability
from marketplace.requests import api as requests_api
from marketplace.requests import news as request_news
from marketplace.requests.review_routes import blueprint as request_reviews
from marketplace.requests.routes import blueprint as requests
from marketplace.requests.section_routes import blueprint as request_sections
from marketplace.sign_up.routes import blueprint as sign_up

BLUEPRINTS = (
    acting,
    applications,
    apps,
    arranging,
    booking_pages,
    budgets,
    calendars,
    availability,
    casting_board,
    challenge,
    client_pages,
    client_verification,
    closing_pages,
    confirm,
    dev_codes,
    factor_reset,
    front,
    gigs,
    home,
    identity,
    invitations,
    lost_factors,
    mail_change,
    mandates,
    own_data_pages,
    own_gigs,
    passkeys,
    people,
    preferences,
    profile,
    recovery_codes,
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
)
API_BLUEPRINTS = (
    profile_api.blueprint,
    gigs_api.blueprint,
    requests_api.blueprint,
    security_api.blueprint,
    tokens_api.blueprint,
    verification_api.blueprint,
)
SCOPES: tuple[api.Scope, ...] = (
    *profile_api.SCOPES,
    *gigs_api.SCOPES,
    *requests_api.SCOPES,
    *tokens_api.SCOPES,
    *verification_api.SCOPES,
)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *booking_news.KINDS,
    *budget_news.KINDS,
    *client_verification_news.KINDS,
    *casting_news.KINDS,
    *factor_news.KINDS,
    *identity_news.KINDS,
    *mandate_news.KINDS,
    *request_news.KINDS,
    *saved_search_news.KINDS,
    *telling.KINDS,
)
JOBS: tuple[Job, ...] = (
    *booking_jobs.JOBS,
    *casting_jobs.JOBS,
    *factor_jobs.JOBS,
    *gig_jobs.JOBS,
    *link_jobs.JOBS,
    *mail_change_jobs.JOBS,
    *people_jobs.JOBS,
    *saved_search_jobs.JOBS,
)
