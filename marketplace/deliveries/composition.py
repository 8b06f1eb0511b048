"""What deliveries bring to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.deliveries.choosing import api as datasets_api
from marketplace.deliveries.choosing.routes import blueprint as datasets

BLUEPRINTS = (datasets,)
API_BLUEPRINTS = (datasets_api.blueprint,)
SCOPES: tuple[api.Scope, ...] = datasets_api.SCOPES
NOTICE_KINDS: tuple[notices.Kind, ...] = ()
JOBS: tuple[Job, ...] = ()
