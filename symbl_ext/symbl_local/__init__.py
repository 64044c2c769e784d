"""A server that speaks the Symbl REST API with an engine of its own, to run and test without an account.

    with symbl_local.serve() as server:
        server.base_url, server.credentials

On the command line: ``symbl-local`` or ``python -m symbl_local``.
"""

from symbl_local._serve import LocalServer, StartError, serve

__all__ = ["LocalServer", "StartError", "serve"]
