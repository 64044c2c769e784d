"""The client behind `symbl.Text` and its like: made at first use, made anew when the configuration has changed."""

from __future__ import annotations

import atexit
import threading
from typing import Any

from ._bookmarks import Bookmarks as _Bookmarks
from ._config import load_config, state
from ._conversations import Conversations as _Conversations
from ._core import Shared, SyncCore
from ._entities import ManagedEntities as _Entities
from ._groups import Groups as _Groups
from ._http import Transport
from ._media import Audio as _Audio
from ._media import Video as _Video
from ._text import Text as _Text
from ._trackers import StoredTrackers as _Trackers
from .realtime.streaming import Streaming as _Streaming
from .realtime.telephony import Telephony as _Telephony

__all__ = [
    "Audio",
    "Bookmarks",
    "Conversations",
    "Entities",
    "Groups",
    "Streaming",
    "Telephony",
    "Text",
    "Trackers",
    "Video",
    "default_core",
]

_lock = threading.Lock()
_core: SyncCore | None = None
_state: tuple[Any, ...] | None = None


def default_core() -> SyncCore:
    """The default client. Reads the environment and symbl.conf, and again when one of them has changed."""
    global _core, _state
    with _lock:
        now = state()
        if _core is None or now != _state:
            config = load_config()
            if _core is None:
                transport = Transport()
                atexit.register(transport.close)
                _core = SyncCore(config, transport, Shared())
            else:
                _core = _core.copy(config)
            _state = now
        return _core


Audio = _Audio(default_core)
Video = _Video(default_core)
Text = _Text(default_core)
Conversations = _Conversations(default_core)
Bookmarks = _Bookmarks(default_core)
Trackers = _Trackers(default_core)
Groups = _Groups(default_core)
Entities = _Entities(default_core)
Streaming = _Streaming(default_core)
Telephony = _Telephony(default_core)
