"""The demo community, demo mail and the generator of the benchmark; only with COP_DEMO."""
