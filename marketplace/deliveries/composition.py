"""What deliveries bring to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.deliveries.choosing.routes import blueprint as datasets

BLUEPRINTS = (datasets,)
API_BLUEPRINTS = ()
SCOPES: tuple[api.Scope, ...] = ()
NOTICE_KINDS: tuple[notices.Kind, ...] = ()
JOBS: tuple[Job, ...] = ()
