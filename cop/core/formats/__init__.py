"""Dates and times where Django's own way of writing them is not ours."""
