"""Telling staff, above everything else on a page, that keys are lost or wrong."""

from django import template
from django.template.loader import render_to_string

from upksai.privacy import keyring, reading

register = template.Library()


@register.tag
def lostkeys(parser, token):
    """What stands between this and `endlostkeys`, after an alert if any is needed."""
    nodes = parser.parse(("endlostkeys",))
    parser.delete_first_token()
    return _Told(nodes)


class _Told(template.Node):
    """The page is drawn first: only then it is known whether something in it stayed shut."""

    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist

    def render(self, context) -> str:
        with reading.going_on() as sitting:
            page = self.nodelist.render(context)
        missing = not keyring.is_healthy()
        if missing or sitting.unreadable:
            return render_to_string("ui/lost_keys.html", {"missing": missing}) + page
        return page
