"""Pages of the data and information service."""
