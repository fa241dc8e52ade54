"""Printing through the system, page by page, with the answer to *did it come out?* afterwards."""
