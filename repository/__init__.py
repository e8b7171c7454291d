"""Sharing and Cooperation: the toolbox of resources, and good practices with their figures."""
