"""What deliveries bring to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.deliveries.building import api as building_api
from marketplace.deliveries.building import clearing
from marketplace.deliveries.building import jobs as building_jobs
from marketplace.deliveries.building import models as building_models  # noqa: F401 - as below
from marketplace.deliveries.building import news as building_news
from marketplace.deliveries.building.routes import blueprint as deliveries
from marketplace.deliveries.choosing import api as choosing_api
from marketplace.deliveries.choosing import models as choosing_models  # noqa: F401 - its tables are the app's
from marketplace.deliveries.choosing.routes import blueprint as datasets
from marketplace.deliveries.taking import api as taking_api
from marketplace.deliveries.taking import jobs as taking_jobs
from marketplace.deliveries.taking import news as taking_news
from marketplace.deliveries.taking.routes import blueprint as taking

BLUEPRINTS = (datasets, deliveries, taking)
API_BLUEPRINTS = (building_api.blueprint, choosing_api.blueprint, taking_api.blueprint)
SCOPES: tuple[api.Scope, ...] = (
    *building_api.SCOPES,
    *choosing_api.SCOPES,
    *taking_api.SCOPES,
)
NOTICE_KINDS: tuple[notices.Kind, ...] = (*building_news.KINDS, *taking_news.KINDS)
JOBS: tuple[Job, ...] = (*building_jobs.JOBS, *clearing.JOBS, *taking_jobs.JOBS)
