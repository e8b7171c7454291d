"""Collaboration: live rooms of a few weeks, with presence and chat."""
