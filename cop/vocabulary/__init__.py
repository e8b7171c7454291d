"""Words everybody shares: curated themes and the controlled lists of the field.

Themes are maintained by editors and translated in place. EQF, ISCED-F, NACE and NUTS come with
their edition. Free tags are not here: they belong to the things they describe.
"""
