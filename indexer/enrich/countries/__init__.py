"""Which countries an article speaks of, and by which evidence."""
