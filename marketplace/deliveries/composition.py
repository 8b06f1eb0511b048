"""What deliveries bring to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.deliveries.building import models as building_models  # noqa: F401 - as below
from marketplace.deliveries.choosing import (
    models as choosing_models,  # noqa: F401 - its tables are the app's
)
from marketplace.deliveries.taking import api as taking_api
from marketplace.deliveries.taking.routes import blueprint as taking

BLUEPRINTS = (taking,)
API_BLUEPRINTS = (taking_api.blueprint,)
SCOPES: tuple[api.Scope, ...] = taking_api.SCOPES
NOTICE_KINDS: tuple[notices.Kind, ...] = ()
JOBS: tuple[Job, ...] = ()
