"""Transcribes the file that is named and prints the peak memory, in MiB, of this process and of its largest child."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from symbl_local.engine.speech import SpeechOptions, SpeechPool, transcribe

if __name__ == "__main__":
    with SpeechPool(workers=1) as pool:
        transcribe(sys.argv[1], SpeechOptions(), pool)
    # Not ru_maxrss for this process: that starts at what the one that started it had.
    own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(own.split()[1]) / 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
