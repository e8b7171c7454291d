"""Editors' pages in Wagtail: home, the four section pages, articles, events, calls, funding.

The roof over all other apps: its blocks ask them, through `visible_to`, what is alive. Members'
content is not here, and no other app imports this one.
"""
