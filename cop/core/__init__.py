"""The foundation: what two apps truly share.

Errors, rich text, paging, policies, rate limits, languages and countries, stored files, the
parts of the design system. It is not a place for anything that knows what the platform is for,
and it imports no other app.
"""
