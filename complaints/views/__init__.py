"""What people see of complaints: the public report and its tracking, and the office's pages."""
