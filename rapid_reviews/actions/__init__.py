"""Everything that changes a rapid review: one function for each decision."""
