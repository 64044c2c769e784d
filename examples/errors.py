"""What goes wrong is raised, never returned."""

import symbl

try:
    symbl.Text.process({"messages": [{"payload": {"content": 5}}]})
except TypeError as error:
    print("before any request:", error)

try:
    symbl.Conversations.get_messages("0000000000000000")
except symbl.NotFoundError as error:
    print(error.status, error.message, error.request_id)

try:
    symbl.Text.process({"messages": [{"payload": {"content": "Hello."}}]}, wait_timeout=1e-9)
except symbl.JobTimeoutError as error:
    print("not done yet:", error.job_id)
    print("done now:", error.conversation.wait())
