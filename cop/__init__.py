"""CoP: a multilingual community of practice for vocational education and training."""
