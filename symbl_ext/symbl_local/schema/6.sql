-- Live conversations.

-- Personal data that was identified in a message: a JSON list of its type, value, text and offset.
CREATE TABLE identified (
  message_id TEXT PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
  found TEXT NOT NULL
) STRICT;

-- Reads of one type take time by what they answer.
CREATE INDEX insights_by_type ON insights (conversation_id, type, position);
