"""Time in the demo office: what happens next, and when people are at work."""

from collections.abc import Generator, Iterator
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from django.utils import timezone

from upksai.directory.calendar import is_working_day

#: A story says when it goes on (yield) and is told when it is that time.
Story = Generator[datetime, datetime, None]
#: Later than every load: what the present has not reached yet.
NEVER_DAYS = 20_000


class Diary:
    """Runs many stories side by side in the order of time, and stops at the present.

    Numbers from the registers therefore rise with time, and what is still under way today is
    simply what has not happened yet.
    """

    def __init__(self, now: datetime):
        self.now = self.at = now
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._order = count()

    def begin(self, story: Story) -> None:
        """Let a story begin at the moment it first asks for."""
        self._put(next(story, None), story)

    def live(self) -> Iterator[datetime]:
        """Let everything happen until now; yields each moment."""
        while self._waiting:
            at, _order, story = heappop(self._waiting)
            self.at = at
            yield at
            try:
                self._put(max(at, to_the_minute(story.send(at))), story)
            except StopIteration:
                continue

    def _put(self, at: datetime | None, story: Story) -> None:
        """Wait for a moment, to the minute, or forget what would come after today."""
        if at and at <= self.now:
            heappush(self._waiting, (at, next(self._order), story))
        else:
            story.close()


def to_the_minute(moment: datetime) -> datetime:
    """People write down minutes, not seconds."""
    return moment.replace(second=0, microsecond=0)


def local(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """A moment of the office's clock."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def after(moment: datetime, rng: Random, *, days: float = 0, hours: float = 0) -> datetime:
    """The first moment at work that long after another."""
    later = moment + timedelta(days=days, hours=hours)
    return later if days >= NEVER_DAYS else at_work(later, rng)


def awake(moment: datetime, rng: Random) -> datetime:
    """The same moment, or the next morning: the officer on duty sleeps."""
    moment = timezone.localtime(moment)
    if 6 <= moment.hour < 22:
        return moment
    day = moment.date() + timedelta(days=moment.hour >= 22)
    return local(day, 6, rng.randrange(10, 59))


def at_work(moment: datetime, rng: Random) -> datetime:
    """The same moment if the office is open, or some time on the next working day."""
    moment = timezone.localtime(moment)
    day, is_early = moment.date(), moment.hour < 8
    if is_working_day(day, {}) and 8 <= moment.hour < 16:
        return moment
    if not (is_early and is_working_day(day, {})):
        day += timedelta(days=not is_early)
        while not is_working_day(day, {}):
            day += timedelta(days=1)
    return local(day, rng.randrange(8, 15), rng.randrange(60))


def before(moment: datetime, rng: Random) -> datetime:
    """The same moment if the office was open, or some time on the last working day before."""
    moment = timezone.localtime(moment)
    day = moment.date()
    if is_working_day(day, {}) and moment.hour >= 8:
        return moment if moment.hour < 16 else local(day, rng.randrange(12, 16), rng.randrange(60))
    day -= timedelta(days=1)
    while not is_working_day(day, {}):
        day -= timedelta(days=1)
    return local(day, rng.randrange(8, 16), rng.randrange(60))
