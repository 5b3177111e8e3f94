"""Things that somebody must do about a case. So far: immediate safety actions."""
