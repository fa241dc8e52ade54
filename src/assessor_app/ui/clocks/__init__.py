"""Clocks of a room and of timed tasks: watched in one place, shown large on every page of the floor."""
