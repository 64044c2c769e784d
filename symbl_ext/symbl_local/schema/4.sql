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

-- Members that became one with another, and the one that stayed.
CREATE TABLE merged_members (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  stays TEXT NOT NULL REFERENCES members ON DELETE CASCADE
) STRICT;
CREATE INDEX merged_into ON merged_members (stays);
CREATE INDEX merged_members_of ON merged_members (conversation_id);
CREATE INDEX messages_of_member ON messages (member_id);
CREATE INDEX insights_of_member ON insights (member_id);
CREATE INDEX insights_for_member ON insights (assignee_id);
CREATE INDEX entities_of_member ON entities (member_id);

-- Jobs that were asked for a call score.
CREATE TABLE score_requests (
  job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  sales_stage TEXT,
  prospect_name TEXT
) STRICT;
CREATE INDEX score_requests_of ON score_requests (conversation_id);

-- `message_ids` is a JSON list, NULL where the time decides which messages belong to it.
CREATE TABLE bookmarks (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  label TEXT NOT NULL,
  description TEXT NOT NULL,
  user TEXT NOT NULL,
  begins INTEGER NOT NULL,
  duration INTEGER NOT NULL,
  message_ids TEXT
) STRICT;
CREATE INDEX bookmarks_in_order ON bookmarks (conversation_id, begins, position);

CREATE TABLE managed_entities (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  type TEXT NOT NULL,
  sub_type TEXT NOT NULL,
  category TEXT NOT NULL,
  "values" TEXT NOT NULL
) STRICT;
CREATE INDEX managed_entities_in_order ON managed_entities (account, position);
