"""Hours: what a booking's own log says of the time worked, agreed to in the open."""
