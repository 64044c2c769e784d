"""Hear of a job's end instead of asking for it: a receiver of webhooks that checks who sent them."""

import queue
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import symbl
import symbl_local

events: queue.Queue[symbl.webhooks.WebhookEvent] = queue.Queue()
seen: set[str | None] = set()


class Receiver(BaseHTTPRequestHandler):
    secret = ""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            event = symbl.webhooks.unwrap(body, self.headers, self.secret)
        except (symbl.WebhookVerificationError, symbl.ResponseDecodeError) as error:
            print("refused:", error)
            self.send_error(400)
            return
        if event.delivery_id not in seen:  # a webhook may come twice
            seen.add(event.delivery_id)
            events.put(event)
        self.send_response(204)  # soon: what takes long belongs in a queue
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


with HTTPServer(("127.0.0.1", 0), Receiver) as receiver, symbl_local.serve(allow_hosts="loopback") as server:
    Receiver.secret = server.webhook_secret  # elsewhere: the variable SYMBL_WEBHOOK_SECRET, and no argument
    threading.Thread(target=receiver.serve_forever).start()
    try:
        with symbl.Symbl(**server.credentials, base_url=server.base_url) as client:
            payload = {
                "messages": [{"payload": {"content": "I'll send the offer by Friday."}}],
                "webhookUrl": f"http://127.0.0.1:{receiver.server_port}/jobs",
            }
            conversation = client.text.process(payload, wait=False)
            while True:
                event = events.get(timeout=60)
                print(event.job_id, event.status)
                if event.status in ("completed", "failed"):
                    break
            for insight in conversation.get_insights().insights:
                print(insight.type, insight.text)
    finally:
        receiver.shutdown()
