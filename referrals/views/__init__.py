"""Pages about referrals: what goes out, what comes in."""
