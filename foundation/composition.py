"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, mail, notices, throttle, webhooks
from foundation.api import idempotency
from foundation.api.routes import blueprint as api_pages
from foundation.auditing import jobs as auditing_jobs
from foundation.auditing.routes import blueprint as auditing_pages
from foundation.cases import api as cases_api
from foundation.cases import jobs as case_jobs
from foundation.cases import news as case_news
from foundation.cases.desk.routes import blueprint as desk
from foundation.cases.routes import blueprint as case_pages
from foundation.health.routes import blueprint as health
from foundation.jobs import Job
from foundation.kit import blueprint as kit
from foundation.mail.routes import blueprint as dev_mail
from foundation.notices import api as notices_api
from foundation.notices.routes import blueprint as notices_pages
from foundation.operations import jobs as operations_jobs
from foundation.operations import routes as operations
from foundation.storage import jobs as storage_jobs
from foundation.storage.routes import blueprint as files
from foundation.uploads import jobs as upload_jobs
from foundation.uploads import routes as uploads
from foundation.webhooks import api as webhooks_api
from foundation.webhooks.routes import blueprint as webhooks_pages

BLUEPRINTS = (
    api_pages,
    auditing_pages,
    case_pages,
    desk,
    dev_mail,
    files,
    health,
    kit,
    notices_pages,
    operations.blueprint,
    uploads.blueprint,
    webhooks_pages,
)
API_BLUEPRINTS = (
    cases_api.blueprint,
    notices_api.blueprint,
    webhooks_api.blueprint,
)
SCOPES: tuple[api.Scope, ...] = (
    *cases_api.SCOPES,
    *notices_api.SCOPES,
    *uploads.SCOPES,
    *webhooks_api.SCOPES,
)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *case_news.KINDS,
    *webhooks.KINDS,
)
JOBS: tuple[Job, ...] = (
    *auditing_jobs.JOBS,
    *case_jobs.JOBS,
    *idempotency.JOBS,
    *mail.JOBS,
    *notices.JOBS,
    *operations_jobs.JOBS,
    *storage_jobs.JOBS,
    *throttle.JOBS,
    *upload_jobs.JOBS,
    *webhooks.JOBS,
)
