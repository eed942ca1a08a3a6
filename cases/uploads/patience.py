"""How long a file may be worked on, in seconds of the processor; whoever takes longer is ended."""

import os
import resource
import signal

#: Until it is known what a file holds, and for each byte of it; honest ones take half at most.
FIRST_LOOK, FOR_A_BYTE = 0.035, 2e-9
MOST_WORK = 4  # whole seconds, for everything


def begin(size: int) -> None:
    """From now on every second counts; only a child of the workshop does this to itself."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_WORK, MOST_WORK))
    signal.setitimer(signal.ITIMER_PROF, FIRST_LOOK + FOR_A_BYTE * size)


def more(seconds: float) -> None:
    """Time for what a file has shown to hold. Where nothing is counted, nothing happens."""
    left, _interval = signal.getitimer(signal.ITIMER_PROF)
    if left:
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


def looked_through() -> None:
    """Nothing was found wrong at first sight; the rest may take longer, and gives way to pages."""
    left, _interval = signal.setitimer(signal.ITIMER_PROF, 0)
    if left:
        os.nice(5)
