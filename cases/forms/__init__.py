"""What people type about cases. Forms validate; services write."""
