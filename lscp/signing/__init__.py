"""Signed views: asked together, blind until all are in, then open; never altered, only added to."""
