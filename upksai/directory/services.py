"""Numbers from the registers, and the calendar of the office."""

from django.db import transaction

from .models import NumberSeries


@transaction.atomic
def next_number(prefix: str, year: int) -> str:
    """Give out the next number of a register, such as K-2026-009; no number is skipped or doubled."""
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    series = NumberSeries.objects.select_for_update().get(prefix=prefix, year=year)
    series.last += 1
    series.save()
    return f"{prefix}-{year}-{series.last:03}"
