"""Communication: forums, topics, numbered posts, drafts, read state."""
