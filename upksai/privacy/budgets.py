"""How often something may happen in a while, counted in the database for all workers together.

What is counted is never a person: a code (as a keyed hash) or the whole house, not a network.
"""

from datetime import datetime, timedelta

from django.db import connection, models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

#: Counts older than this are of no use to anybody.
KEPT_FOR = timedelta(days=1)
_COUNT_ONE = """
    INSERT INTO privacy_budget AS kept (what, since, spent) VALUES (%(what)s, %(at)s, 1)
    ON CONFLICT (what) DO UPDATE SET
        since = CASE WHEN kept.since <= %(before)s THEN %(at)s ELSE kept.since END,
        spent = CASE WHEN kept.since <= %(before)s THEN 1 ELSE kept.spent + 1 END
    RETURNING spent
"""


class Budget(models.Model):
    """How often something happened since its window began."""

    what = models.CharField(primary_key=True, max_length=64)
    since = models.DateTimeField(db_index=True)
    spent = models.PositiveIntegerField()

    class Privacy:
        open = {"what"}

    class Meta:
        verbose_name = _("jatah percobaan")


def spend(what: str, *, within: timedelta, at: datetime) -> int:
    """Count one more, and return how many there were in this window."""
    Budget.objects.filter(since__lt=at - KEPT_FOR).delete()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE, {"what": _key(what), "at": at, "before": at - within})
        return cursor.fetchone()[0]


def spent(what: str, *, within: timedelta, at: datetime) -> int:
    """How many there were in this window."""
    current = Budget.objects.filter(pk=_key(what), since__gt=at - within)
    return current.values_list("spent", flat=True).first() or 0


def forgive(what: str) -> None:
    """Begin again."""
    Budget.objects.filter(pk=_key(what)).delete()


def _key(what: str) -> str:
    return salted_hmac("upksai.privacy.budgets", what, algorithm="sha256").hexdigest()
