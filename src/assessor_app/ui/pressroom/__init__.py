"""Printed papers: which lie here, the security paper beneath them, and replacements."""
