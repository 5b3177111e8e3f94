"""Stage 2: the rapid review, from the decision to notify: what every agency knows, asked for and brought together."""
