"""What people type about complaints. Forms validate; services write."""
