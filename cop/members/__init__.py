"""People and organisations: who they are, what they read and write, what they may do.

Sign-up and sign-in are allauth's; this app adds profiles, organisations, roles and the rule of
what strangers see. What members write lives in the other apps.
"""
