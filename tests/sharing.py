"""How two processes share the tests, so that the whole stays short."""

import pytest
from xdist.scheduler import LoadScopeScheduling

#: Tests of these share an office that takes long to fill, so that one process runs them all.
TOGETHER = {"upksai/desk/tests/test_demo.py"}
#: The longest test. Like all in a browser it empties the tables, which others need filled.
LONGEST = "tests/browser/test_every_page.py::test_every_page_of_every_role[chromium]"
BROWSER = "tests/browser/"
#: It is begun when so much of all that need not follow it is left.
LEFT = 1 / 6


class Sharing(LoadScopeScheduling):
    """Every test to whichever process is free; the longest early, and after it only its like."""

    browsing = None

    def _split_scope(self, nodeid):
        module = nodeid.partition("::")[0]
        return module if module in TOGETHER else nodeid

    def _assign_work_unit(self, node):
        others = sum(not scope.startswith(BROWSER) for scope in self.workqueue)
        if not self.browsing and LONGEST in self.workqueue and others < LEFT * len(self.collection):
            self.browsing = node
            self.workqueue.move_to_end(LONGEST, last=False)
        elif node is self.browsing:
            mine = next((scope for scope in self.workqueue if scope.startswith(BROWSER)), None)
            if mine is None:
                node.shutdown()
                return
            self.workqueue.move_to_end(mine, last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """No lines are counted while a browser is driven, nor where a test asks for that."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    counter = plugin and plugin.cov_controller
    is_counted = not (item.nodeid.startswith(BROWSER) or item.get_closest_marker("uncounted"))
    if counter is None or is_counted:
        return (yield)
    counter.pause()
    try:
        return (yield)
    finally:
        counter.resume()
