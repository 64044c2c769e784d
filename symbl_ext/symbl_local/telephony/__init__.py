"""Phone calls: where their audio comes from, and what happens while they last (docs/contract.md §19)."""
