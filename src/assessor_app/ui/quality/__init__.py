"""Release: a quality assurer looks at the work of others, and lets certificates be printed."""
