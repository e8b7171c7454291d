"""Communication: scenarios of the future of VET and their ratings."""
