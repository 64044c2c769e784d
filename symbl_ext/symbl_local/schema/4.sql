-- Summaries, experiences, bookmarks, managed entities, call scores.

-- The first `covered` messages of a conversation have been summarised.
CREATE TABLE summaries (
  conversation_id TEXT PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
  covered INTEGER NOT NULL
) STRICT;
CREATE TABLE summary_items (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  message_ids TEXT NOT NULL
) STRICT;
CREATE INDEX summary_in_order ON summary_items (conversation_id, position);

-- Links to pages. One without a conversation is to the list of the account's; one without an end is good for ever.
CREATE TABLE experiences (
  key_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  conversation_id TEXT REFERENCES conversations ON DELETE CASCADE,
  look TEXT NOT NULL,
  ends INTEGER
) STRICT;
CREATE INDEX experiences_of_conversation ON experiences (conversation_id);
CREATE INDEX experiences_that_end ON experiences (ends) WHERE ends IS NOT NULL;
CREATE TABLE conversation_media (
  conversation_id TEXT PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
  url TEXT NOT NULL
) STRICT;
