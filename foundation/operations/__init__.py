"""How the machine is doing: jobs, workers, and how much waits. For those who run it."""
