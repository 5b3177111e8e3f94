"""Addresses of the rapid review, by concern."""
