"""The rights ledger as others see it: files for programs, pages for people, JSON, commands."""
