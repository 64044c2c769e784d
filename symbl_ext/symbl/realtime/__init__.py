"""Live audio in, events out: `client.streaming`, and `symbl.Streaming` of the default client.

`symbl.realtime.events` reads the events, which are plain dicts, into the models of the description.
"""
