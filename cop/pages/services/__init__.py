"""What makes the editors' site: its locales, its tree of pages, and who may edit them."""
