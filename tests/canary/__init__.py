"""Two hundred strings are typed into a real office, and then looked for in all it leaves behind."""
