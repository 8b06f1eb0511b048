"""Takes: what was recorded of a booking, checked by machine, judged by people with reasons."""
