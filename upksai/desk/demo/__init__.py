"""The demo office: invented people whose past and present fill every screen (DEMO=1 only)."""
