"""A call that the server makes by SIP, to a telephone of the tests' own."""

from __future__ import annotations

import asyncio
from typing import Any

from uas import Telephone, rtp, ulaw

import symbl
import symbl_local

TONE = [8_000] * 4_000  # half a second
PACKETS = [rtp(n, 160 * n, bytes(ulaw(sample) for sample in TONE[160 * n : 160 * (n + 1)])) for n in range(25)]


def test_a_sip_call_from_the_sdk_to_the_ear() -> None:
    async def run() -> None:
        telephone = await Telephone(packets=PACKETS, hangs_up=True, pace=0.06).start()
        busy = await Telephone(answers=(100, 486)).start()
        options: dict[str, Any] = {
            "recognizer": "call_recognizers:Loud",
            "allow_hosts": "loopback",
            "speech_workers": 1,
        }
        try:
            await asyncio.to_thread(call, options, telephone, busy)
            assert telephone.ear.keys == "12#"
        finally:
            telephone.close()
            busy.close()

    asyncio.run(asyncio.wait_for(run(), 60))


def call(options: dict[str, Any], telephone: Telephone, busy: Telephone) -> None:
    with symbl_local.serve(**options) as server, symbl.Symbl(**server.credentials, base_url=server.base_url) as client:
        heard: list[Any] = []
        connection = client.telephony.start_sip(
            uri=telephone.uri, audio_config={"encoding": "PCMU", "sampleRate": 8000}, dtmf="12#"
        )
        connection.subscribe({"message_response": heard.append})
        [message] = heard[0]["messages"]
        assert message["payload"]["content"] == "50 hundredths."  # of a second, all of it

        told: list[Any] = []
        connection = client.telephony.start_sip(busy.uri)
        connection.subscribe({"error": told.append})
        assert "486" in told[0]["details"]
        assert "Traceback" not in server.log
