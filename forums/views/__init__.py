"""Pages of the forums: lists, one topic, writing, moderating, drafts."""
