-- Which repairs prove themselves against which cause. Only reports name repairs; a code has no room for them.
SELECT cause, repair.fix AS fix,
       count(*) AS tried,
       count(*) FILTER (repair.worked) AS worked,
       round(100.0 * count(*) FILTER (repair.worked) / count(*), 1) AS percent
FROM (SELECT cause, unnest(repairs) AS repair FROM reports)
WHERE repair.worked IS NOT NULL
GROUP BY cause, fix
ORDER BY cause, percent DESC, fix;
