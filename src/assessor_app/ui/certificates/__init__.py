"""Certificates: made, printed, saved, corrected."""
