"""Recognition of prior learning in the window: evidence mapped to criteria, interviews by outcome."""
