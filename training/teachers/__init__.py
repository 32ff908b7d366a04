"""How raw sentences get their labels and word forms their vectors: by models too large to ship."""
