"""Which roles a page is for. To anyone else the page does not exist."""

from functools import wraps

from django.http import Http404

from .roles import Role


def open_to(*roles: Role):
    """Keep a page for these roles; others get the same 404 as for a page that never was."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if getattr(request.user, "role", None) not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
