"""Agents: what a performer lets somebody do in their place, until they end it. Never sign."""
