"""The sample centre, to try everything with invented people."""

SAMPLE_FILE = "sample.json"
"""Beside the keys of a sample folder: who may open it, and with what. No real centre has such a file."""
