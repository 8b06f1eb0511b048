"""What a program may be let to do with takes."""

from foundation import api

READ = api.Scope("takes:read", "Read takes and how far they are")
WRITE = api.Scope("takes:write", "Begin and stop takes, send tracks")
SCOPES = (READ, WRITE)
