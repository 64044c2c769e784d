"""The HTTP side: one module a group of operations, each of them a function from a call to an answer."""
