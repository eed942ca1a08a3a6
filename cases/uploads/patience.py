"""How long a file may be worked on, in seconds of the processor; whoever takes longer is ended."""

import math
import os
import resource
import signal
import time

#: Until it is known what a file holds, and for each byte of it; honest ones take half at most.
FIRST_LOOK, FOR_A_BYTE = 0.025, 2e-9
MOST_IN_ADVANCE = 0.25  # in all; 31,000 objects that can only be opened at once take half of it
MOST_WORK = 4  # whole seconds, for everything
#: What `_known_work` takes on the machine that these figures were chosen on.
USUAL = 0.0025


class Pace:
    """How many times slower this machine is; all seconds here are its multiples."""

    factor = 1.0
    reserve = 0.0  # seconds: what is not used of them is not saved up beyond this

    def take(self) -> None:
        """Time some known work, once, before the first file comes."""
        self.factor = pace_of(min(_known_work() for _time in range(3)))


pace = Pace()


def pace_of(seconds: float) -> float:
    """The factor of a machine that takes so long; a fast one is no reason for haste."""
    return max(1.0, seconds / USUAL)


def _known_work() -> float:
    started = time.thread_time()
    for number in range(20_000):
        str(number).encode().split(b"5")
    return time.thread_time() - started


def begin(size: int) -> None:
    """From now on every second counts; only a child of the workshop does this to itself."""
    most = math.ceil(MOST_WORK * pace.factor)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    pace.reserve = (FIRST_LOOK + FOR_A_BYTE * size) * pace.factor
    signal.setitimer(signal.ITIMER_PROF, pace.reserve)


def in_advance(seconds: float) -> None:
    """Time for what a glance has found, whenever it will be needed."""
    seconds = min(seconds, MOST_IN_ADVANCE - pace.reserve / pace.factor)
    pace.reserve += seconds * pace.factor
    more(seconds)


def more(seconds: float) -> None:
    """Time for what was opened. Where nothing is counted, nothing happens.

    Easy things do not save up time for a hard one that comes after them.
    """
    left, _interval = signal.getitimer(signal.ITIMER_PROF)
    if left:
        left = min(left + seconds * pace.factor, pace.reserve)
        signal.setitimer(signal.ITIMER_PROF, left)


def looked_through() -> None:
    """Nothing was found wrong at first sight; the rest may take longer, and gives way to pages."""
    left, _interval = signal.setitimer(signal.ITIMER_PROF, 0)
    if left:
        os.nice(5)
