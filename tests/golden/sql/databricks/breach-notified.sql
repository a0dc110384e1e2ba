-- incidents
SELECT
  COUNT(*) AS `CountStar(rows)`
FROM `rows` AS `t0`;

-- incidents
SELECT
  `t1`.`aware`,
  `t1`.`notified`,
  `t1`.`told`,
  `t1`.`risk`,
  `t1`.`documented`,
  `t1`.`exempt`,
  COUNT(*) AS `incidents`
FROM (
  SELECT
    UNIX_MICROS(
      CAST(CAST(CAST(NULLIF(TRIM(' \t\n\r\013\014' FROM `t0`.`aware_at`), '') AS TIMESTAMP) AS TIMESTAMP) AS TIMESTAMP)
    ) / 1000000 AS `aware`,
    UNIX_MICROS(
      CAST(CAST(CAST(NULLIF(TRIM(' \t\n\r\013\014' FROM `t0`.`notified_at`), '') AS TIMESTAMP) AS TIMESTAMP) AS TIMESTAMP)
    ) / 1000000 AS `notified`,
    UNIX_MICROS(
      CAST(CAST(CAST(NULLIF(TRIM(' \t\n\r\013\014' FROM `t0`.`people_told_at`), '') AS TIMESTAMP) AS TIMESTAMP) AS TIMESTAMP)
    ) / 1000000 AS `told`,
    CASE
      WHEN LOWER(`t0`.`risk`) IN ('low')
      THEN 'low'
      WHEN LOWER(`t0`.`risk`) IN ('high')
      THEN 'high'
      ELSE 'some'
    END AS `risk`,
    COALESCE(`t0`.`documented`, FALSE) AS `documented`,
    FALSE AS `exempt`
  FROM `rows` AS `t0`
) AS `t1`
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6
LIMIT 200001;
