-- counts
SELECT
  `t1`.`place`,
  `t1`.`period`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    CAST(CASE
      WHEN CAST(FLOOR(unix_micros(timestamp(CAST(`t0`.`at` AS DATETIME))) / 1000000) AS INT64) IS NULL
      THEN 3
      WHEN CAST(FLOOR(unix_micros(timestamp(CAST(`t0`.`at` AS DATETIME))) / 1000000) AS INT64) < 1537747200
      THEN 0
      WHEN CAST(FLOOR(unix_micros(timestamp(CAST(`t0`.`at` AS DATETIME))) / 1000000) AS INT64) >= 1543190400
      THEN 2
      ELSE 1
    END AS INT64) AS `place`,
    IF(
      (
        CAST(FLOOR(unix_micros(timestamp(CAST(`t0`.`at` AS DATETIME))) / 1000000) AS INT64) >= 1537747200
      )
      AND (
        CAST(FLOOR(unix_micros(timestamp(CAST(`t0`.`at` AS DATETIME))) / 1000000) AS INT64) < 1543190400
      ),
      DATE(DATETIME_ADD(CAST(`t0`.`at` AS DATETIME), INTERVAL 0 SECOND)),
      NULL
    ) AS `period`
  FROM `rows` AS `t0`
) AS `t1`
GROUP BY
  1,
  2;
