"""One search over everything: analysis, outbox, embedded engine, pages."""
