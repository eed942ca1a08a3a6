"""What may be attached to a case, made harmless. The original is kept too, for evidence only."""

from .intake import LARGEST, Upload, clean_upload
from .kinds import SUFFIX

#: What a file chooser offers.
ACCEPT = ",".join(SUFFIX)

__all__ = ["ACCEPT", "LARGEST", "Upload", "clean_upload"]
