-- When somebody else gave the account its password; NULL once the person has chosen one.
ALTER TABLE person ADD COLUMN password_given_at BIGINT;
-- The roles that are delegated, separated by a space; NULL for all that may be.
ALTER TABLE delegation ADD COLUMN roles TEXT;
CREATE INDEX delegation_from ON delegation (region_code, from_id);
CREATE INDEX login_attempt_age ON login_attempt (region_code, tried_at);
CREATE INDEX unit_order ON unit (region_code, code, id);
CREATE INDEX api_token_person ON api_token (region_code, person_id, id);
CREATE INDEX publication_open ON publication (region_code, published_on, due_on, id);
CREATE INDEX ticket_order ON ticket (region_code, due_on, id);
-- Replies kept for repeated requests now stand with the region of whoever asked.
DELETE FROM idempotency WHERE region_code = '000000';
