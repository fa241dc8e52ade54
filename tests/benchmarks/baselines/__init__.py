"""Small programs that do the same work with nothing around it: the floors of the benches."""
