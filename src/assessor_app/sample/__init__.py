"""The sample centre, to try everything with invented people."""
