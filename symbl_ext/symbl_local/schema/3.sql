-- Finding conversations; stored trackers; groups.

-- One index for each order of a list; the id makes every order a definite one.
CREATE INDEX conversations_by_start ON conversations (account, started, id);
CREATE INDEX conversations_by_end ON conversations (account, ended, id);
CREATE INDEX conversations_by_name ON conversations (account, name, id);
CREATE INDEX conversations_by_id ON conversations (account, id);

-- The column `metadata` of conversations once more, to be searched. The triggers keep the two the same.
CREATE TABLE metadata (
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  account TEXT NOT NULL,
  started INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX metadata_by_value ON metadata (account, key, value, started, conversation_id);
INSERT OR IGNORE INTO metadata SELECT conversations.id, json_each.key, json_each.value, account, started
  FROM conversations, json_each(conversations.metadata);
CREATE TRIGGER metadata_of_new AFTER INSERT ON conversations WHEN NEW.metadata <> '{}' BEGIN
  INSERT OR IGNORE INTO metadata SELECT NEW.id, key, value, NEW.account, NEW.started FROM json_each(NEW.metadata); END;
CREATE TRIGGER metadata_changed AFTER UPDATE OF metadata ON conversations BEGIN
  DELETE FROM metadata WHERE conversation_id = NEW.id; INSERT OR IGNORE INTO metadata
  SELECT NEW.id, key, value, NEW.account, NEW.started FROM json_each(NEW.metadata); END;
CREATE TRIGGER metadata_moved AFTER UPDATE OF started ON conversations BEGIN
  UPDATE metadata SET started = NEW.started WHERE conversation_id = NEW.id; END;

-- What a message or an insight takes along when it is deleted is found by these; those of members are in step 4.
CREATE INDEX insights_of_message ON insights (message_id);
CREATE INDEX entities_of_message ON entities (message_id);
CREATE INDEX entities_of_insight ON entities (insight_id) WHERE insight_id IS NOT NULL;
CREATE INDEX matches_of_message ON tracker_matches (message_id);

-- Lists are JSON; NULL is what was not given.
CREATE TABLE trackers (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  vocabulary TEXT NOT NULL,
  exclude_vocabulary TEXT,
  description TEXT,
  categories TEXT,
  languages TEXT,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  UNIQUE (account, name)
) STRICT;
CREATE INDEX trackers_in_order ON trackers (account, position);

CREATE TABLE "groups" (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  criteria TEXT NOT NULL
) STRICT;
CREATE INDEX groups_in_order ON "groups" (account, position);
