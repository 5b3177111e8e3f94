"""The pages of partnerships, agencies, people, groups and terms."""
