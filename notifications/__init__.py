"""Stage 1: raising an incident, considering it, the local authority's decision, the national notification."""
