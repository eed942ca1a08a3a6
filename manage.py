#!/usr/bin/env python
"""Run one of the office's commands, e.g. `manage.py migrate`."""

import os
import sys

from django.core.management import execute_from_command_line

from upksai import here

#: What changes tables, or fills them before anybody works with them, runs as their owner.
AS_OWNER = {"migrate", "sqlmigrate", "flush", "load_demo", "grant_web", "test"}
AS_OWNER |= {"benchmark", "benchmark_names"}  # fill the demo's tables, and take all of it back

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upksai.settings")
    if AS_OWNER & set(sys.argv[1:2]):
        os.environ["AS_OWNER"] = "1"
    try:
        here.use_running_demo()
    except here.NotRunningError as nothing:
        sys.exit(str(nothing))
    execute_from_command_line(sys.argv)
