"""Addresses of Sharing (`resources`) and Cooperation (`practices`)."""
