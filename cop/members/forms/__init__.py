"""The forms of this app: signing up and in, profiles, organisations, the directory's filters."""
