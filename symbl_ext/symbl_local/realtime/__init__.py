"""Live conversations: streams of audio in, results out over sockets (docs/realtime-contract.md)."""
