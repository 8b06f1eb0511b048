"""Whether this process and what it stands on are well, for machines that ask."""
