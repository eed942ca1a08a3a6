"""Where an initial password waits until it has been shown once: in the session of who gave it."""

#: The name of a place, not a password.
PLACE = "initial_password"


def keep(request, person, password: str, *, half: int = 0) -> None:
    """Keep it for the next page; `half` says which half it is, or that it is whole (0)."""
    request.session[PLACE] = {"username": person.username, "password": password, "half": half}


def take(request) -> dict | None:
    """Take it out, once."""
    return request.session.pop(PLACE, None)
