"""What people do with what leaves the office."""

from .information import object_to_answer, open_with_code, request_information, take_step

__all__ = ["object_to_answer", "open_with_code", "request_information", "take_step"]
