-- Webhook deliveries; revoked tokens.

-- How often an account has revoked its tokens: those of earlier generations are no longer good.
CREATE TABLE token_generations (
  account TEXT PRIMARY KEY,
  generation INTEGER NOT NULL
) STRICT;
