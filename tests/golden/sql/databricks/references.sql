-- references
SELECT
  COUNT(*) AS `rows`
FROM `rows` AS `t0`;

-- references
SELECT
  COUNT(*) AS `rows`
FROM `customers` AS `t0`;

-- references
SELECT
  SUM(`t8`.`rows`) AS `values`,
  SUM(IF(`t8`.`known` IS NULL, `t8`.`rows`, NULL)) AS `unmatched`,
  SUM(CAST(`t8`.`known` IS NULL AS BIGINT)) AS `different`
FROM (
  SELECT
    `t6`.`rows`,
    `t7`.`known`
  FROM (
    SELECT
      `t2`.`value`,
      COUNT(*) AS `rows`
    FROM (
      SELECT
        CAST(`t0`.`customer` AS STRING) AS `value`
      FROM `rows` AS `t0`
      WHERE
        CAST(`t0`.`customer` AS STRING) IS NOT NULL
    ) AS `t2`
    GROUP BY
      1
  ) AS `t6`
  LEFT OUTER JOIN (
    SELECT
      `t3`.`value`,
      TRUE AS `known`
    FROM (
      SELECT DISTINCT
        CAST(`t1`.`id` AS STRING) AS `value`
      FROM `customers` AS `t1`
      WHERE
        CAST(`t1`.`id` AS STRING) IS NOT NULL
    ) AS `t3`
  ) AS `t7`
    ON `t6`.`value` = `t7`.`value`
) AS `t8`;
