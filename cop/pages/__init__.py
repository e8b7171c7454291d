"""Editors' pages in Wagtail: home, the four section pages, articles, events, calls, funding."""
