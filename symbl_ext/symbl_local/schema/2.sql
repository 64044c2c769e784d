-- Recordings: the jobs that bring them, when they were made, and their words as heard.

-- `kind` is "text" or "media"; `file` is the name of an upload in the spool, NULL where the job brings none.
ALTER TABLE jobs ADD COLUMN kind TEXT NOT NULL DEFAULT 'text';
ALTER TABLE jobs ADD COLUMN file TEXT;

-- A JSON list of [word, start, end, score], in milliseconds from the start of the message; NULL for text.
ALTER TABLE messages ADD COLUMN words TEXT;

CREATE TABLE recordings (
  position INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL
) STRICT;
CREATE INDEX recordings_in_order ON recordings (conversation_id, position);
