"""Evidence of many threads in one file: of a recording, a person, a client, a period."""
