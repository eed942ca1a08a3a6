"""What the page about accounts reads."""

from django.db.models import Q

from .models import User

#: How many changes a page tells of.
RECENT = 20


def staff():
    """Everyone who has or had an account."""
    return User.objects.all()


def changes_of(person: User):
    """What was changed about an account, newest first; signing in is no change."""
    changed = Q(history_type="+") | Q(history_change_reason__isnull=False)
    rows = person.history.filter(changed).select_related("history_user")
    return rows.order_by("-history_date", "-history_id")[:RECENT]
