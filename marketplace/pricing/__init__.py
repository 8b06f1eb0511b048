"""What an engagement's frozen terms make of work that was approved: facts, and nothing else."""
