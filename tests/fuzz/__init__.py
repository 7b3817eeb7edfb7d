"""Long runs with random input, for what no handful of examples would find: `make fuzz`."""
