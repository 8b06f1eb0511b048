"""What licences and the rules of places bring to the application."""

from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from consent.jurisdictions.routes import blueprint as jurisdictions
from consent.licences import api as licences_api
from consent.licences import jobs, news, register_api
from consent.licences.breaches import jobs as breach_jobs
from consent.licences.breaches import news as breach_news
from consent.licences.breaches.routes import blueprint as breaches
from consent.licences.filings import jobs as filing_jobs
from consent.licences.filings.routes import blueprint as filings
from consent.licences.recipients import news as recipient_news
from consent.licences.recipients.routes import blueprint as recipients
from consent.licences.reports.routes import blueprint as use_reports
from consent.licences.routes import blueprint as licences
from consent.licences.templates.routes import blueprint as templates
from foundation import api, notices
from foundation.jobs import Job

BLUEPRINTS: tuple[Blueprint, ...] = (
    breaches,
    filings,
    jurisdictions,
    licences,
    recipients,
    templates,
    use_reports,
)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = (licences_api.blueprint, register_api.blueprint)
SCOPES: tuple[api.Scope, ...] = (*licences_api.SCOPES,)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *breach_news.KINDS,
    *news.KINDS,
    *recipient_news.KINDS,
)
JOBS: tuple[Job, ...] = (*breach_jobs.JOBS, *filing_jobs.JOBS, *jobs.JOBS)
