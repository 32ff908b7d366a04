"""The engine in this process: tantivy indices in the data folder."""
