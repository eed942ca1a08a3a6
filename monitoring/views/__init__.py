"""Pages about visits, evaluations and meetings."""
