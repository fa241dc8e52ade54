"""Sittings: the list, starting one, and the page on which who came is kept."""
