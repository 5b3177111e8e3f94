"""Measurements: what pages, the sweep and documents cost beside the cheapest way to do the same."""
