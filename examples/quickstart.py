"""The default client: credentials and server come from SYMBL_ variables or symbl.conf."""

import symbl

conversation = symbl.Text.process(
    {
        "name": "Stand-up",
        "messages": [
            {
                "payload": {"content": "I'll fix the login bug today. Can you review it tomorrow, Lea?"},
                "from": {"name": "Sam", "userId": "sam@example.com"},
            }
        ],
    }
)

for item in conversation.get_action_items().action_items:
    print(item.text, "->", item.assignee.name if item.assignee else None)
print(conversation.get_questions())

symbl.Text.append(
    {"messages": [{"payload": {"content": "Sure, I'll look at it before noon."}, "from": {"name": "Lea"}}]},
    conversation_id=conversation.get_conversation_id(),
)
print(conversation.get_members())
