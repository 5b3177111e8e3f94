"""Rows by the hundred thousand, made by the database itself."""
