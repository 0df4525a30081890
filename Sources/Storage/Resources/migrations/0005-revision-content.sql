-- The latest document of a kind is looked for at each save; without this, among all revisions of the stage.
CREATE INDEX revision_content ON revision (region_code, stage_id, content, number);
