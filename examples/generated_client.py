"""The generated client, alone and with an SDK client that brings tokens, retries and errors."""

import os

import symbl
from symbl_api import Client, StatusError
from symbl_api.api.authentication import generate_token
from symbl_api.api.conversations import get_conversation, get_messages
from symbl_api.models import TextMessage, TextPayload, TextRequest, TokenRequest

with symbl.Symbl() as sdk:
    body = TextRequest(messages=[TextMessage(payload=TextPayload(content="We ship on Friday."))])
    conversation = sdk.text.process(body)
    print(get_messages.sync(conversation.conversation_id, client=sdk, verbose=True).messages[0].words)

with Client(os.environ["SYMBL_BASE_URL"]) as client:
    pair = TokenRequest(
        type="application", app_id=os.environ["SYMBL_APP_ID"], app_secret=os.environ["SYMBL_APP_SECRET"]
    )
    token = generate_token.sync(client=client, body=pair)

with Client(os.environ["SYMBL_BASE_URL"], token=token.access_token) as client:
    print(get_conversation.sync(conversation.conversation_id, client=client))
    try:
        get_conversation.sync("0", client=client)
    except StatusError as error:
        print(error.status, error.error)
