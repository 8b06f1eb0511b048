"""`python -m marketplace.deliveries.fetching`: the same program as the file alone."""

import sys

from marketplace.deliveries.fetching.fairtake_fetch import main

if __name__ == "__main__":
    sys.exit(main())
