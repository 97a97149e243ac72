-- Where one cause strikes several times at one clinic on one day: a revoked certificate, a filter, a line.
SELECT day, clinic, cause, count(*) AS reports
FROM reports
WHERE clinic IS NOT NULL AND cause IS NOT NULL
GROUP BY day, clinic, cause
HAVING count(*) >= 3
ORDER BY reports DESC, day, clinic, cause;
