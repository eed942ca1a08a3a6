"""How long a file may be worked on, in seconds of the processor; whoever takes longer is ended."""

import resource
import signal

FIRST_LOOK = 0.04  # until it is known what a file holds; honest ones take a few thousandths
MOST_WORK = 4  # whole seconds, for everything


def begin() -> None:
    """From now on every second counts; only a child of the workshop does this to itself."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_WORK, MOST_WORK))
    signal.setitimer(signal.ITIMER_PROF, FIRST_LOOK)


def more(seconds: float) -> None:
    """Time for what a file has shown to hold. Where nothing is counted, nothing happens."""
    left, _interval = signal.getitimer(signal.ITIMER_PROF)
    if left:
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


def looked_through() -> None:
    """Nothing was found wrong at first sight; the work may take what it takes, up to the most."""
    signal.setitimer(signal.ITIMER_PROF, 0)
