"""The first run: sample data, a new centre, or a copy from a stick."""
