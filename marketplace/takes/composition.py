"""What takes bring to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.takes import models as take_models  # noqa: F401 - its tables are the app's
from marketplace.takes import scopes as take_scopes
from marketplace.takes.appeals import api as take_appeals_api
from marketplace.takes.appeals import jobs as take_appeal_jobs
from marketplace.takes.appeals.routes import blueprint as take_appeals
from marketplace.takes.appeals.waiting_routes import blueprint as take_appeals_waiting
from marketplace.takes.arriving import api as takes_api
from marketplace.takes.arriving import jobs as take_jobs
from marketplace.takes.arriving import news as take_news
from marketplace.takes.arriving.progress_routes import blueprint as take_progress
from marketplace.takes.arriving.routes import blueprint as takes
from marketplace.takes.checking import api as take_checks_api
from marketplace.takes.checking import copy_jobs as take_copy_jobs
from marketplace.takes.checking import jobs as check_jobs
from marketplace.takes.checking import news as check_news
from marketplace.takes.checking.routes import blueprint as take_checks
from marketplace.takes.checking.transcript_routes import blueprint as transcripts
from marketplace.takes.reviewing import api as judging_api
from marketplace.takes.reviewing import jobs as take_judging_jobs
from marketplace.takes.reviewing import news as take_judging_news
from marketplace.takes.reviewing.delegating_routes import blueprint as take_delegations
from marketplace.takes.reviewing.routes import blueprint as judging
from marketplace.takes.second_opinions import api as second_opinions_api
from marketplace.takes.second_opinions.routes import blueprint as second_opinions
from marketplace.takes.self_reports.routes import blueprint as self_reports
from marketplace.takes.worth.routes import blueprint as day_worth

BLUEPRINTS = (
    day_worth,
    judging,
    second_opinions,
    self_reports,
    take_appeals,
    take_appeals_waiting,
    take_checks,
    take_delegations,
    take_progress,
    takes,
    transcripts,
)
API_BLUEPRINTS = (
    judging_api.blueprint,
    second_opinions_api.blueprint,
    take_appeals_api.blueprint,
    take_checks_api.blueprint,
    takes_api.blueprint,
)
SCOPES: tuple[api.Scope, ...] = take_scopes.SCOPES
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *check_news.KINDS,
    *take_judging_news.KINDS,
    *take_news.KINDS,
)
JOBS: tuple[Job, ...] = (
    *check_jobs.JOBS,
    *take_appeal_jobs.JOBS,
    *take_copy_jobs.JOBS,
    *take_jobs.JOBS,
    *take_judging_jobs.JOBS,
)
