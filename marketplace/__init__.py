"""People, gigs, casting, bookings, takes, hours, deliveries."""
