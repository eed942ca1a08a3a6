"""How long a file may be worked on, in seconds of the processor; whoever takes longer is ended."""

import math
import os
import resource
import signal
import time

#: Until it is known whether a file can be taken; a large one has used part of it to arrive, so
#: that whoever sent it reads the refusal within a tenth of a second.
FIRST_LOOK, LESS_FOR_A_BYTE = 0.045, 2.6e-9
MOST_WORK = 4  # whole seconds, for everything
#: What `_known_work` takes on the machine that these figures were chosen on.
USUAL = 0.0025


class Pace:
    """How many times slower this machine is; all seconds here are its multiples."""

    factor = 1.0

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
    signal.setitimer(signal.ITIMER_PROF, (FIRST_LOOK - LESS_FOR_A_BYTE * size) * pace.factor)


def looked_through() -> None:
    """Nothing was found wrong; the rest may take longer, and gives way to pages."""
    left, _interval = signal.setitimer(signal.ITIMER_PROF, 0)
    if left:
        os.nice(5)
