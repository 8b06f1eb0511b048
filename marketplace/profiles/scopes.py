"""What a token may be allowed about a profile and what belongs to it."""

from foundation import api

READ = api.Scope("profile:read", "Read your profile, and what belongs to it")
WRITE = api.Scope("profile:write", "Change your profile, who sees it, when you are free")
SCOPES = (READ, WRITE)
