"""The only way into the audit trail."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from .models import AuditEntry


@transaction.atomic
def remember(
    *,
    actor,
    action: str,
    kind: str,
    record=None,
    case=None,
    part: str = "",
    fields: Iterable[str] = (),
    ground: str = "",
    at: datetime,
) -> AuditEntry:
    """Write down that somebody opened or did something; ids and names of fields only, no words.

    `record` and `case` are keys (UUID); `ground` is a category or the key of a written reason.
    """
    last = AuditEntry.objects.aggregate(last=Max("seq"))["last"] or 0
    return AuditEntry.objects.create(
        seq=last + 1,
        at=at,
        actor=actor,
        action=action,
        kind=kind,
        record=record,
        case_id=case,
        part=part,
        fields=" ".join(sorted(fields)),
        ground=ground,
    )
