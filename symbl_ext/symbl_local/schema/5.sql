-- Webhook deliveries; revoked tokens.

-- How often an account has revoked its tokens: those of earlier generations are no longer good.
CREATE TABLE token_generations (
  account TEXT PRIMARY KEY,
  generation INTEGER NOT NULL
) STRICT;

-- A change of a job's state that is still to be told. `since` is when that began, `due` when the next attempt may be
-- made; the first of each job has one, the others wait for it.
CREATE TABLE webhook_deliveries (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  origin TEXT NOT NULL,
  status TEXT NOT NULL,
  since INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due INTEGER
) STRICT;
CREATE INDEX deliveries_of_job ON webhook_deliveries (job_id, position);
CREATE INDEX deliveries_by_origin ON webhook_deliveries (origin, due) WHERE due IS NOT NULL;
CREATE INDEX deliveries_by_due ON webhook_deliveries (due) WHERE due IS NOT NULL;
CREATE INDEX deliveries_by_age ON webhook_deliveries (since) WHERE due IS NOT NULL;
