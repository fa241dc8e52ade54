"""Today: what waits, for whom, and the step that deals with it."""
