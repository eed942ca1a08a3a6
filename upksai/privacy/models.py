"""What the house keeps in order to protect what it keeps."""

from .budgets import Budget

__all__ = ["Budget"]
