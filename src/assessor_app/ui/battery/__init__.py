"""How full the battery is, read in each system's own way, and the page that says in time that everything is saved."""
