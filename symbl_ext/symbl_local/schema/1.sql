-- Times are milliseconds since 1970. `position` keeps the order in which things were said or found.

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  threshold REAL NOT NULL DEFAULT 0.5,
  metadata TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE jobs (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  status TEXT NOT NULL DEFAULT 'scheduled',
  reason TEXT,
  payload TEXT NOT NULL,
  webhook_url TEXT,
  received INTEGER NOT NULL
) STRICT;
CREATE INDEX open_jobs ON jobs (status, conversation_id, position) WHERE status IN ('scheduled', 'in_progress');
CREATE INDEX jobs_of_conversation ON jobs (conversation_id);

CREATE TABLE idempotency_keys (
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  PRIMARY KEY (account, key)
) STRICT;
CREATE INDEX keys_of_job ON idempotency_keys (job_id);

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  user_id TEXT,
  email TEXT
) STRICT;
CREATE INDEX members_in_order ON members (conversation_id, position);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  member_id TEXT REFERENCES members,
  phrases TEXT NOT NULL DEFAULT '[]',
  sentiment REAL
) STRICT;
CREATE INDEX messages_in_order ON messages (conversation_id, position);

CREATE TABLE topics (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  score REAL NOT NULL,
  message_ids TEXT NOT NULL,
  parent TEXT
) STRICT;
CREATE INDEX topics_in_order ON topics (conversation_id, position);

CREATE TABLE insights (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  score REAL NOT NULL,
  message_id TEXT NOT NULL REFERENCES messages ON DELETE CASCADE,
  member_id TEXT REFERENCES members,
  definitive INTEGER,
  assignee_id TEXT REFERENCES members,
  assignee_name TEXT,
  due TEXT,
  due_by INTEGER,
  phrases TEXT NOT NULL
) STRICT;
CREATE INDEX insights_in_order ON insights (conversation_id, position);

-- An entity with an insight_id was found in that insight; the others are those of the conversation.
CREATE TABLE entities (
  position INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  insight_id TEXT REFERENCES insights ON DELETE CASCADE,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  "offset" INTEGER NOT NULL,
  message_id TEXT NOT NULL REFERENCES messages ON DELETE CASCADE,
  value TEXT,
  "start" TEXT,
  "end" TEXT,
  custom_type TEXT,
  member_id TEXT REFERENCES members
) STRICT;
CREATE INDEX entities_in_order ON entities (conversation_id, position);

CREATE TABLE tracker_matches (
  position INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  tracker_id TEXT NOT NULL,
  tracker_name TEXT NOT NULL,
  phrase TEXT NOT NULL,
  message_id TEXT NOT NULL REFERENCES messages ON DELETE CASCADE,
  "offset" INTEGER NOT NULL
) STRICT;
CREATE INDEX matches_in_order ON tracker_matches (conversation_id, position);
