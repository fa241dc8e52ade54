"""Working papers in black on white: slips, manifests, sheets to write on, lists."""
