"""What deliveries bring to an application: pages, API, scopes, jobs, kinds of notice."""

from foundation import api, notices
from foundation.jobs import Job
from marketplace.deliveries.choosing import models as choosing_models  # noqa: F401 - its tables are the app's
from marketplace.deliveries.building import models as building_models  # noqa: F401 - as above

BLUEPRINTS = ()
API_BLUEPRINTS = ()
SCOPES: tuple[api.Scope, ...] = ()
NOTICE_KINDS: tuple[notices.Kind, ...] = ()
JOBS: tuple[Job, ...] = ()
