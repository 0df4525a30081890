-- The office: everything of one region begins its key with region_code, so that a cluster can keep it together; no key points into another region.
-- Money is whole fen, moments are milliseconds since 1970, days are ISO text, other numbers are decimal text or named for their unit. Statements end with ; at the end of a line.

-- Dictionaries: the same for all regions.
CREATE TABLE schema_migration (
    number BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);
-- Frameworks by the digest of their text, and workflows.
CREATE TABLE rule_text (
    digest TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    added_at BIGINT NOT NULL
);

-- The audit chain: one a region. The row of chain is what transactions of a region wait for.
CREATE TABLE chain (
    region_code TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE event (
    region_code TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    behalf_of TEXT,
    channel TEXT NOT NULL,
    act TEXT NOT NULL,
    case_id TEXT,
    reason TEXT NOT NULL,
    changes TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (region_code, seq)
);
CREATE INDEX event_case ON event (region_code, case_id, seq);

-- A region: the office of one finance bureau and all below it.
CREATE TABLE region (
    region_code TEXT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    PRIMARY KEY (region_code)
);
-- A bureau, department or unit as it is today; `UnitPeriodRecord` has what it was.
CREATE TABLE unit (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_id TEXT,
    path TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    successor_id TEXT,
    PRIMARY KEY (region_code, id)
);
-- What a unit was called and where it stood from a day on, until its next one.
CREATE TABLE unit_period (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_id TEXT,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, unit_id) REFERENCES unit (region_code, id)
);
-- A merger, split, move or new name, with its reason.
CREATE TABLE unit_change (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    before_units TEXT NOT NULL,
    after_units TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id)
);
-- A programme of the project library.
CREATE TABLE programme (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    project_class TEXT NOT NULL,
    nature TEXT NOT NULL,
    starts_in BIGINT NOT NULL,
    ends_in BIGINT,
    needs_ex_ante BIGINT NOT NULL,
    is_secret BIGINT NOT NULL,
    closed_on TEXT,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, unit_id) REFERENCES unit (region_code, id)
);
-- One amount of a budget or its execution; a correction is another entry.
CREATE TABLE budget_entry (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    programme_id TEXT,
    year BIGINT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, unit_id) REFERENCES unit (region_code, id),
    FOREIGN KEY (region_code, programme_id) REFERENCES programme (region_code, id)
);
-- One object in one year.
CREATE TABLE casefile (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    object TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    programme_id TEXT,
    year BIGINT NOT NULL,
    name TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, unit_id) REFERENCES unit (region_code, id),
    FOREIGN KEY (region_code, programme_id) REFERENCES programme (region_code, id)
);
-- A stage of a case; monitoring has one for each round.
CREATE TABLE stage (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    round BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision_id TEXT,
    score_id TEXT,
    approved_id TEXT,
    total TEXT,
    grade TEXT,
    errors BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    hands TEXT NOT NULL,
    handed_in_at BIGINT,
    approved_at BIGINT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, case_id) REFERENCES casefile (region_code, id)
);
-- A document of a stage as it was saved once; never changed.
CREATE TABLE revision (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    stage_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    layer TEXT NOT NULL,
    content TEXT NOT NULL,
    body TEXT NOT NULL,
    framework TEXT,
    engine TEXT NOT NULL,
    based_on TEXT,
    source TEXT,
    author_id TEXT NOT NULL,
    behalf_of TEXT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, stage_id) REFERENCES stage (region_code, id)
);
-- A file that proves something; its bytes lie in the folder of files under their digest.
CREATE TABLE evidence (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    stage_id TEXT,
    indicator TEXT,
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    on_day TEXT,
    unit_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, case_id) REFERENCES casefile (region_code, id)
);
-- What a unit says of a finding.
CREATE TABLE remark (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    stage_id TEXT NOT NULL,
    code TEXT NOT NULL,
    place TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, stage_id) REFERENCES stage (region_code, id)
);
-- A sample as it was drawn, with seed, frame and reasons.
CREATE TABLE sample (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    year BIGINT NOT NULL,
    seed TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id)
);
-- A rectification.
CREATE TABLE ticket (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    state TEXT NOT NULL,
    due_on TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, case_id) REFERENCES casefile (region_code, id)
);
-- What a result changes: finding, advice, next year's line.
CREATE TABLE use_entry (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    year BIGINT NOT NULL,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, case_id) REFERENCES casefile (region_code, id)
);
-- A duty to publish, and what came of it.
CREATE TABLE publication (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    case_id TEXT,
    unit_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    due_on TEXT NOT NULL,
    published_on TEXT,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, unit_id) REFERENCES unit (region_code, id)
);
-- An account of somebody who works in the office.
CREATE TABLE person (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    is_open BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id)
);
-- A role of an account on a part of the tree of units.
CREATE TABLE role_grant (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    unit_id TEXT,
    from_day TEXT NOT NULL,
    to_day TEXT,
    revoked_at BIGINT,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, person_id) REFERENCES person (region_code, id),
    FOREIGN KEY (region_code, unit_id) REFERENCES unit (region_code, id)
);
-- Somebody acts for somebody else for some days.
CREATE TABLE delegation (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    from_id TEXT NOT NULL,
    to_id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, from_id) REFERENCES person (region_code, id),
    FOREIGN KEY (region_code, to_id) REFERENCES person (region_code, id)
);
-- A key for programs; only the digest of its secret is kept.
CREATE TABLE api_token (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    secret_digest TEXT NOT NULL,
    name TEXT NOT NULL,
    person_id TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, person_id) REFERENCES person (region_code, id)
);
-- When a stage is open for handing in.
CREATE TABLE stage_window (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    stage TEXT NOT NULL,
    year BIGINT NOT NULL,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (region_code, id)
);
-- More time for one unit, with the reason.
CREATE TABLE window_exception (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    window_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    author_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id),
    FOREIGN KEY (region_code, window_id) REFERENCES stage_window (region_code, id),
    FOREIGN KEY (region_code, unit_id) REFERENCES unit (region_code, id)
);
-- A head of the chain that was published, so that nobody can shorten the chain unseen.
CREATE TABLE published_head (
    region_code TEXT NOT NULL,
    id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    digest TEXT NOT NULL,
    place TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, id)
);
-- What somebody has typed and not saved; replaced by the same person only.
CREATE TABLE draft (
    region_code TEXT NOT NULL,
    stage_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    base_id TEXT,
    body TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    used_by TEXT,
    PRIMARY KEY (region_code, stage_id, person_id),
    FOREIGN KEY (region_code, stage_id) REFERENCES stage (region_code, id)
);
-- A finding of a computed revision, for lists; the revision has it in full.
CREATE TABLE finding (
    region_code TEXT NOT NULL,
    revision_id TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    stage_id TEXT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    place TEXT,
    message_zh TEXT NOT NULL,
    message_en TEXT NOT NULL,
    expected TEXT,
    found TEXT,
    difference TEXT,
    PRIMARY KEY (region_code, revision_id, ordinal),
    FOREIGN KEY (region_code, revision_id) REFERENCES revision (region_code, id)
);
-- An indicator of a computed revision, for roll-ups; the revision has it in full. Points in millionths.
CREATE TABLE indicator (
    region_code TEXT NOT NULL,
    revision_id TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    year BIGINT NOT NULL,
    stage TEXT NOT NULL,
    level1 TEXT NOT NULL,
    level2 TEXT NOT NULL,
    name TEXT NOT NULL,
    target TEXT,
    unit TEXT,
    actual TEXT,
    weight_micro BIGINT,
    score_micro BIGINT,
    stated_micro BIGINT,
    is_met BIGINT,
    PRIMARY KEY (region_code, revision_id, ordinal),
    FOREIGN KEY (region_code, revision_id) REFERENCES revision (region_code, id)
);
-- A login of a browser; only the digest of its secret is kept.
CREATE TABLE login_session (
    region_code TEXT NOT NULL,
    secret_digest TEXT NOT NULL,
    person_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, secret_digest),
    FOREIGN KEY (region_code, person_id) REFERENCES person (region_code, id)
);
-- How often a login failed in a row.
CREATE TABLE login_attempt (
    region_code TEXT NOT NULL,
    login TEXT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    tried_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, login)
);
-- What was answered to a request with a key, to answer it again the same.
CREATE TABLE idempotency (
    region_code TEXT NOT NULL,
    owner TEXT NOT NULL,
    idem_key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    status BIGINT,
    headers TEXT,
    body TEXT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, owner, idem_key)
);

CREATE UNIQUE INDEX unit_code ON unit (region_code, code) WHERE closed_on IS NULL;
CREATE INDEX unit_path ON unit (region_code, path);
CREATE INDEX unit_period_unit ON unit_period (region_code, unit_id, valid_from);
CREATE INDEX programme_unit ON programme (region_code, unit_id, id);
CREATE UNIQUE INDEX programme_code ON programme (region_code, code) WHERE code <> '';
CREATE INDEX budget_entry_object ON budget_entry (region_code, unit_id, programme_id, year);
CREATE UNIQUE INDEX casefile_project ON casefile (region_code, programme_id, year) WHERE programme_id IS NOT NULL;
CREATE UNIQUE INDEX casefile_department ON casefile (region_code, unit_id, year) WHERE programme_id IS NULL;
CREATE INDEX casefile_unit ON casefile (region_code, unit_id, year, id);
CREATE INDEX casefile_year ON casefile (region_code, year, id);
CREATE UNIQUE INDEX stage_case ON stage (region_code, case_id, kind, round);
CREATE INDEX stage_state ON stage (region_code, kind, state, id);
CREATE UNIQUE INDEX revision_number ON revision (region_code, stage_id, number);
CREATE INDEX evidence_case ON evidence (region_code, case_id, id);
CREATE INDEX evidence_digest ON evidence (region_code, digest);
CREATE UNIQUE INDEX remark_place ON remark (region_code, stage_id, code, place);
CREATE INDEX sample_year ON sample (region_code, year, id);
CREATE INDEX ticket_case ON ticket (region_code, case_id, id);
CREATE INDEX ticket_due ON ticket (region_code, state, due_on, id);
CREATE INDEX use_entry_year ON use_entry (region_code, year, id);
CREATE INDEX use_entry_case ON use_entry (region_code, case_id, id);
CREATE INDEX publication_due ON publication (region_code, due_on, id);
CREATE INDEX publication_case ON publication (region_code, case_id, id);
CREATE UNIQUE INDEX person_login ON person (region_code, login);
CREATE INDEX role_grant_person ON role_grant (region_code, person_id);
CREATE INDEX delegation_to ON delegation (region_code, to_id);
CREATE UNIQUE INDEX api_token_secret ON api_token (region_code, secret_digest);
CREATE INDEX stage_window_stage ON stage_window (region_code, stage, year);
CREATE INDEX window_exception_window ON window_exception (region_code, window_id, unit_id);
CREATE INDEX finding_stage ON finding (region_code, stage_id);
CREATE INDEX indicator_year ON indicator (region_code, year, stage, level1);
CREATE INDEX login_session_person ON login_session (region_code, person_id);
CREATE INDEX idempotency_age ON idempotency (region_code, made_at);
