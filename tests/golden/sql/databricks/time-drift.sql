-- gaps
SELECT
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'then'
) AS `t1`;

-- gaps
SELECT
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`;

-- gaps
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t1`.`moment`) AS `known`
FROM (
  SELECT
    CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment`
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'then'
) AS `t1`;

-- gaps
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t4`.`gap`) AS `n0`,
  MIN(`t4`.`gap`) AS `a0`,
  MAX(`t4`.`gap`) AS `z0`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t2`.`moment` - LAG(`t2`.`moment`) OVER (ORDER BY `t2`.`moment` ASC NULLS LAST) AS `gap`
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment`
        FROM `rows` AS `t0`
        WHERE
          `t0`.`part` = 'then'
      ) AS `t1`
      WHERE
        `t1`.`moment` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
  WHERE
    `t3`.`gap` IS NOT NULL
) AS `t4`;

-- gaps
SELECT
  `t4`.`gap` AS `value`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t2`.`moment` - LAG(`t2`.`moment`) OVER (ORDER BY `t2`.`moment` ASC NULLS LAST) AS `gap`
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment`
        FROM `rows` AS `t0`
        WHERE
          `t0`.`part` = 'then'
      ) AS `t1`
      WHERE
        `t1`.`moment` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
  WHERE
    `t3`.`gap` IS NOT NULL
) AS `t4`
GROUP BY
  1
LIMIT 4097;

-- gaps
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t1`.`moment`) AS `known`
FROM (
  SELECT
    CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment`
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`;

-- gaps
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t4`.`gap`) AS `n0`,
  MIN(`t4`.`gap`) AS `a0`,
  MAX(`t4`.`gap`) AS `z0`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t2`.`moment` - LAG(`t2`.`moment`) OVER (ORDER BY `t2`.`moment` ASC NULLS LAST) AS `gap`
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment`
        FROM `rows` AS `t0`
        WHERE
          `t0`.`part` = 'now'
      ) AS `t1`
      WHERE
        `t1`.`moment` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
  WHERE
    `t3`.`gap` IS NOT NULL
) AS `t4`;

-- gaps
SELECT
  `t4`.`gap` AS `value`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t2`.`moment` - LAG(`t2`.`moment`) OVER (ORDER BY `t2`.`moment` ASC NULLS LAST) AS `gap`
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment`
        FROM `rows` AS `t0`
        WHERE
          `t0`.`part` = 'now'
      ) AS `t1`
      WHERE
        `t1`.`moment` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
  WHERE
    `t3`.`gap` IS NOT NULL
) AS `t4`
GROUP BY
  1
LIMIT 4097;
