"""What `check --deploy` says about how secrets are kept."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def web_is_not_the_owner(app_configs, **kwargs):
    """A web process that owns its tables could switch off what protects the audit trail."""
    if settings.WEB_ROLE:
        return []
    return [
        Warning(
            "The web process connects as the owner of the tables: it could rewrite the audit "
            "trail. Set OWNER_DATABASE_URL, and DATABASE_URL to another role.",
            id="privacy.W001",
        )
    ]
