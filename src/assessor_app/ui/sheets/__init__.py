"""Copying paper sheets: what was written while there was no screen comes back, on the board and on a learner's page."""
