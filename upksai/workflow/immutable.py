"""Where migrations look for `never_changed`; it lies with the audit trail, which needs it too."""

from upksai.privacy.immutable import never_changed

__all__ = ["never_changed"]
