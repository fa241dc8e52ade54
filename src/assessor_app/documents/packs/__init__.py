"""What stands in a learner's pack beside the certificate itself."""
