"""Bugs: said plainly, logged without personal data, and the window goes on."""
