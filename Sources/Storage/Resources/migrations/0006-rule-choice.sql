-- The rules a region works by, where they are not those the program takes by itself: a shipped text by its name, or the region's own by digest.
CREATE TABLE rule_choice (
    region_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (region_code, kind)
);
