"""Between the assessment pages and the services: what is kept, then what is shown."""
