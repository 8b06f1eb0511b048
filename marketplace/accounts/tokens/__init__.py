"""API tokens: how a program acts as a person, within scopes and until a date."""
