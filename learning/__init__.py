"""Stage 4: learning, actions and their effect. The place is kept."""
