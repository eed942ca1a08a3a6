"""What pages are made of: frame, icons, dates, charts, lists. It knows nothing of cases."""
