-- Live conversations.

-- Personal data that was identified in a message: a JSON list of its type, value, text and offset.
CREATE TABLE identified (
  message_id TEXT PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
  found TEXT NOT NULL
) STRICT;
