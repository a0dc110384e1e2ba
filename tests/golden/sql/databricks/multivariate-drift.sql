-- distribution
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t1`.`height`) AS `n0`,
  MIN(`t1`.`height`) AS `a0`,
  MAX(`t1`.`height`) AS `z0`,
  COUNT(`t1`.`weight`) AS `n1`,
  MIN(`t1`.`weight`) AS `a1`,
  MAX(`t1`.`weight`) AS `z1`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'then'
) AS `t1`;

-- distribution
SELECT
  `t1`.`height` AS `value`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'then'
) AS `t1`
GROUP BY
  1
LIMIT 4097;

-- distribution
SELECT
  `t1`.`weight` AS `value`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'then'
) AS `t1`
GROUP BY
  1
LIMIT 4097;

-- distribution
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t1`.`height`) AS `n0`,
  MIN(`t1`.`height`) AS `a0`,
  MAX(`t1`.`height`) AS `z0`,
  COUNT(`t1`.`weight`) AS `n1`,
  MIN(`t1`.`weight`) AS `a1`,
  MAX(`t1`.`weight`) AS `z1`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`;

-- distribution
SELECT
  `t1`.`height` AS `value`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`
GROUP BY
  1
LIMIT 4097;

-- distribution
SELECT
  `t1`.`weight` AS `value`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`
GROUP BY
  1
LIMIT 4097;

-- whether the windows hold the same rows
SELECT
  BIT_XOR(
    XXHASH64(
      STRUCT(`t1`.`part` AS `part`, `t1`.`height` AS `height`, `t1`.`weight` AS `weight`)
    )
  ) AS `bits`,
  SUM(
    XXHASH64(
      STRUCT(`t1`.`part` AS `part`, `t1`.`height` AS `height`, `t1`.`weight` AS `weight`)
    ) % 2147483647
  ) AS `sum`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'then'
) AS `t1`;

-- whether the windows hold the same rows
SELECT
  BIT_XOR(
    XXHASH64(
      STRUCT(`t1`.`part` AS `part`, `t1`.`height` AS `height`, `t1`.`weight` AS `weight`)
    )
  ) AS `bits`,
  SUM(
    XXHASH64(
      STRUCT(`t1`.`part` AS `part`, `t1`.`height` AS `height`, `t1`.`weight` AS `weight`)
    ) % 2147483647
  ) AS `sum`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`;
