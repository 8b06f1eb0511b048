"""What concerns all packages at once: what is public, where one can go, who answers hooks."""
