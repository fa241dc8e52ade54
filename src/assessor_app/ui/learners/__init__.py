"""Learners: found, kept, their names checked, brought in from a list."""
