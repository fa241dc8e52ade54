"""Is this paper real? Drop, paste, type or scan, and be told."""
