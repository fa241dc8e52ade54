"""The closed count: what exists only here, and how it gets somewhere else."""
