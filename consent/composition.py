"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from consent.agreements.routes import blueprint as agreements
from consent.console import composition as console
from consent.delegations import api as delegations_api
from consent.delegations import news as delegation_news
from consent.delegations.auditor_routes import blueprint as auditors
from consent.delegations.routes import blueprint as delegations
from consent.delegations.routes import observers
from consent.erasure.routes import blueprint as erasure
from consent.keeping import alarms, witnesses
from consent.keeping import jobs as keeping_jobs
from consent.licences import composition as licences
from consent.media import api as media_api
from consent.media import jobs as media_jobs
from consent.media import news as media_news
from consent.media.routes import blueprint as media
from consent.minimums import api as minimums_api
from consent.minimums.routes import blueprint as minimums
from consent.projections import api as projections_api
from consent.projections.routes import blueprint as projections
from consent.reading.routes import blueprint as threads
from consent.recalls import api as recalls_api
from consent.recalls import jobs as recall_jobs
from consent.recalls import news as recall_news
from consent.recalls.routes import blueprint as recalls
from consent.recordings import api as takes_api
from consent.rights import api as rights_api
from consent.rights import jobs as rights_jobs
from consent.rights import news as rights_news
from consent.rights import proofs_api as rights_proofs_api
from consent.rights.appeal_routes import blueprint as appeals
from consent.rights.oversight import blueprint as oversight
from consent.rights.routes import blueprint as rights
from consent.serving import api as serving_api
from consent.serving.files import blueprint as ledger_files
from consent.serving.routes import blueprint as ledger_pages
from consent.serving.verifying import blueprint as verifiers
from consent.signing import api as signing_api
from consent.signing import jobs as signing_jobs
from consent.signing import news as signing_news
from consent.signing.approval_routes import blueprint as replicas
from consent.signing.routes import blueprint as signing
from foundation import api, notices
from foundation.jobs import Job

BLUEPRINTS: tuple[Blueprint, ...] = (
    agreements,
    auditors,
    *console.BLUEPRINTS,
    delegations,
    erasure,
    ledger_pages,
    ledger_files,
    *licences.BLUEPRINTS,
    media,
    minimums,
    recalls,
    observers,
    projections,
    replicas,
    oversight,
    appeals,
    rights,
    signing,
    threads,
    verifiers,
)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = (
    *licences.API_BLUEPRINTS,
    *console.API_BLUEPRINTS,
    media_api.blueprint,
    minimums_api.blueprint,
    recalls_api.blueprint,
    delegations_api.blueprint,
    projections_api.blueprint,
    rights_api.blueprint,
    rights_proofs_api.blueprint,
    takes_api.blueprint,
    serving_api.blueprint,
    signing_api.blueprint,
)
SCOPES: tuple[api.Scope, ...] = (
    *licences.SCOPES,
    *console.SCOPES,
    *media_api.SCOPES,
    *minimums_api.SCOPES,
    *recalls_api.SCOPES,
    *delegations_api.SCOPES,
    *projections_api.SCOPES,
    *rights_api.SCOPES,
    *takes_api.SCOPES,
    *serving_api.SCOPES,
    *signing_api.SCOPES,
)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *alarms.KINDS,
    *console.NOTICE_KINDS,
    *delegation_news.KINDS,
    *licences.NOTICE_KINDS,
    *media_news.KINDS,
    *recall_news.KINDS,
    *rights_news.KINDS,
    *signing_news.KINDS,
)
JOBS: tuple[Job, ...] = (
    *keeping_jobs.JOBS,
    *witnesses.JOBS,
    *alarms.JOBS,
    *licences.JOBS,
    *media_jobs.JOBS,
    *recall_jobs.JOBS,
    *rights_jobs.JOBS,
    *console.JOBS,
    *signing_jobs.JOBS,
)
