"""Who may do what, and when: asked by the button and by the action."""
