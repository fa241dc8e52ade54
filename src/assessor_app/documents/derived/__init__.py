"""The learner's file: frozen pages, unchanged, as PDF/A-3u with proof and credential inside (decision 0029)."""
