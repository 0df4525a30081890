-- Money of a programme and year is asked for at each save and each look at a stage.
CREATE INDEX budget_entry_programme ON budget_entry (region_code, programme_id, year);
