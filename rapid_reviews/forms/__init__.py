"""Forms of the rapid review. Shape and wording only."""
