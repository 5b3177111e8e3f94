"""Stage 3: Child Safeguarding Practice Reviews. The place is kept."""
