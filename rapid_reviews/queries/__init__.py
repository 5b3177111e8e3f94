"""Reads for the pages of the rapid review; each starts from what the reader may see."""
