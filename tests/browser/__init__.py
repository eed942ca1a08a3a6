"""Journeys in a real Chromium, as the people of the office and the citizens make them."""
