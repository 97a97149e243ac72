-- Since which version a cause strikes, and in how many of a hundred reports of each version.
-- Versions are compared number by number: 0.10.0 comes after 0.9.0.
WITH counted AS (
  SELECT version, cause, count(*) AS reports, min(day) AS first_day,
         string_split(version, '.')::INTEGER[] AS numbers
  FROM reports
  WHERE version IS NOT NULL
  GROUP BY version, cause
), shares AS (
  SELECT *, round(100.0 * reports / sum(reports) OVER (PARTITION BY version), 2) AS percent
  FROM counted
)
SELECT cause, version, reports, percent, first_day,
       first_value(version) OVER (PARTITION BY cause ORDER BY numbers) AS since
FROM shares
WHERE cause IS NOT NULL
ORDER BY cause, numbers;
