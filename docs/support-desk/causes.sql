-- Which cause strikes, and how sure the diagnoses are.
SELECT cause,
       count(*) AS reports,
       count(*) FILTER (verdict = 'found') AS found,
       count(*) FILTER (verdict = 'suspected') AS suspected
FROM reports
WHERE cause IS NOT NULL
GROUP BY cause
ORDER BY reports DESC, cause;
