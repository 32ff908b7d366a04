"""The Elasticsearch engine: the port over a cluster."""
