"""One module for each concern of the first stage."""
