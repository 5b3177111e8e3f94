"""Stage 2: the rapid review. The place is kept."""
