"""What work is worth and has earned: each performer's own."""

from tests.access.bookings import PERFORMERS, a_booking
from tests.access.rules import Own, Person, Rule

ROWS: dict[str, Rule] = {
    "GET api_facts.Facts": Person(),
    "GET day_worth.page": Own(a_booking, roles=PERFORMERS),
}
