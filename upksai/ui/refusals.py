"""Why a request is turned away before a page looks at it."""


class TooMany(Exception):
    """Asked too often, or by too many at once: 429, and what to do meanwhile."""
