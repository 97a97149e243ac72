-- What decode wrote, as a table. Fields that no question needs are left out.
CREATE OR REPLACE TABLE reports AS
SELECT line, day, clinic, version, "primary" AS cause, verdict, reason, repairs, error
FROM read_ndjson('decoded.ndjson', columns = {
  line: 'BIGINT', day: 'DATE', clinic: 'VARCHAR', version: 'VARCHAR',
  "primary": 'VARCHAR', verdict: 'VARCHAR', reason: 'VARCHAR',
  repairs: 'STRUCT(fix VARCHAR, worked BOOLEAN)[]', error: 'VARCHAR'
});
