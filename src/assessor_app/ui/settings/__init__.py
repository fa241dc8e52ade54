"""Settings of this computer and this centre, and its staff."""
