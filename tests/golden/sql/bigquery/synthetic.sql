-- likeness
SELECT
  COUNT(*) AS `rows`,
  MIN(CAST(`t0`.`age` AS FLOAT64)) AS `low0`,
  MAX(CAST(`t0`.`age` AS FLOAT64)) AS `high0`,
  COUNT(CAST(`t0`.`age` AS FLOAT64)) AS `known0`,
  MIN(CAST(`t0`.`height` AS FLOAT64)) AS `low1`,
  MAX(CAST(`t0`.`height` AS FLOAT64)) AS `high1`,
  COUNT(CAST(`t0`.`height` AS FLOAT64)) AS `known1`
FROM `people` AS `t0`;

-- likeness
SELECT
  COUNT(*) AS `rows`,
  MIN(CAST(`t0`.`age` AS FLOAT64)) AS `low0`,
  MAX(CAST(`t0`.`age` AS FLOAT64)) AS `high0`,
  COUNT(CAST(`t0`.`age` AS FLOAT64)) AS `known0`,
  MIN(CAST(`t0`.`height` AS FLOAT64)) AS `low1`,
  MAX(CAST(`t0`.`height` AS FLOAT64)) AS `high1`,
  COUNT(CAST(`t0`.`height` AS FLOAT64)) AS `known1`
FROM `rows` AS `t0`;

-- likeness
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`age`) AS `n0`,
  MIN(`t0`.`age`) AS `a0`,
  MAX(`t0`.`age`) AS `z0`,
  COUNT(`t0`.`height`) AS `n1`,
  MIN(`t0`.`height`) AS `a1`,
  MAX(`t0`.`height`) AS `z1`
FROM `people` AS `t0`;

-- likeness
SELECT
  *
FROM (
  SELECT
    `t0`.`job` AS `value`,
    COUNT(*) AS `rows`
  FROM `people` AS `t0`
  GROUP BY
    1
) AS `t1`
ORDER BY
  `t1`.`rows` DESC,
  `t1`.`value` ASC NULLS LAST
LIMIT 10000;

-- likeness
SELECT
  `t0`.`age` AS `value`,
  COUNT(*) AS `rows`
FROM `people` AS `t0`
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  `t0`.`height` AS `value`,
  COUNT(*) AS `rows`
FROM `people` AS `t0`
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`age`) AS `n0`,
  MIN(`t0`.`age`) AS `a0`,
  MAX(`t0`.`age`) AS `z0`,
  COUNT(`t0`.`height`) AS `n1`,
  MIN(`t0`.`height`) AS `a1`,
  MAX(`t0`.`height`) AS `z1`
FROM `rows` AS `t0`;

-- likeness
SELECT
  *
FROM (
  SELECT
    `t0`.`job` AS `value`,
    COUNT(*) AS `rows`
  FROM `rows` AS `t0`
  GROUP BY
    1
) AS `t1`
ORDER BY
  `t1`.`rows` DESC,
  `t1`.`value` ASC NULLS LAST
LIMIT 10000;

-- likeness
SELECT
  `t0`.`age` AS `value`,
  COUNT(*) AS `rows`
FROM `rows` AS `t0`
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  `t0`.`height` AS `value`,
  COUNT(*) AS `rows`
FROM `rows` AS `t0`
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  `t1`.`age` AS `first`,
  `t1`.`job` AS `second`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    IF(
      CAST(`t0`.`age` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`age` AS FLOAT64) >= 10.0, 1, 0) + 0 + IF(CAST(`t0`.`age` AS FLOAT64) >= 13.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 16.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 19.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 22.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 25.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 28.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 31.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 34.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 37.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 40.0, 1, 0)
    ) AS `age`,
    IF(
      CAST(`t0`.`height` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`height` AS FLOAT64) >= 1.0, 1, 0) + 0 + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.3, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.6, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.9, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.2, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.5, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.8, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.1, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.4, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.6999999999999997, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 4.0, 1, 0)
    ) AS `height`,
    `t0`.`job`
  FROM `people` AS `t0`
) AS `t1`
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  `t1`.`height` AS `first`,
  `t1`.`job` AS `second`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    IF(
      CAST(`t0`.`age` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`age` AS FLOAT64) >= 10.0, 1, 0) + 0 + IF(CAST(`t0`.`age` AS FLOAT64) >= 13.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 16.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 19.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 22.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 25.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 28.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 31.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 34.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 37.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 40.0, 1, 0)
    ) AS `age`,
    IF(
      CAST(`t0`.`height` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`height` AS FLOAT64) >= 1.0, 1, 0) + 0 + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.3, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.6, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.9, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.2, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.5, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.8, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.1, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.4, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.6999999999999997, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 4.0, 1, 0)
    ) AS `height`,
    `t0`.`job`
  FROM `people` AS `t0`
) AS `t1`
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  AVG(
    IF(
      CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
      CAST(`t0`.`age` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    )
  ) AS `n0`,
  AVG(
    IF(
      CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
      CAST(`t0`.`height` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    )
  ) AS `n1`
FROM `people` AS `t0`;

-- likeness
SELECT
  AVG(
    (
      IF(
        CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`age` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 25.0
    ) * (
      IF(
        CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`age` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 25.0
    )
  ) AS `n0`,
  AVG(
    (
      IF(
        CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`height` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 2.5
    ) * (
      IF(
        CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`height` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 2.5
    )
  ) AS `n1`,
  AVG(
    (
      IF(
        CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`age` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 25.0
    ) * (
      IF(
        CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`height` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 2.5
    )
  ) AS `n2`
FROM `people` AS `t0`;

-- likeness
SELECT
  `t1`.`age` AS `first`,
  `t1`.`job` AS `second`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    IF(
      CAST(`t0`.`age` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`age` AS FLOAT64) >= 10.0, 1, 0) + 0 + IF(CAST(`t0`.`age` AS FLOAT64) >= 14.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 18.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 22.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 26.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 30.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 34.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 38.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 42.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 46.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 50.0, 1, 0)
    ) AS `age`,
    IF(
      CAST(`t0`.`height` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`height` AS FLOAT64) >= 1.0, 1, 0) + 0 + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.3, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.6, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.9, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.2, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.5, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.8, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.1, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.4, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.6999999999999997, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 4.0, 1, 0)
    ) AS `height`,
    `t0`.`job`
  FROM `rows` AS `t0`
) AS `t1`
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  `t1`.`height` AS `first`,
  `t1`.`job` AS `second`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    IF(
      CAST(`t0`.`age` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`age` AS FLOAT64) >= 10.0, 1, 0) + 0 + IF(CAST(`t0`.`age` AS FLOAT64) >= 14.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 18.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 22.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 26.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 30.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 34.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 38.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 42.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 46.0, 1, 0) + IF(CAST(`t0`.`age` AS FLOAT64) >= 50.0, 1, 0)
    ) AS `age`,
    IF(
      CAST(`t0`.`height` AS FLOAT64) IS NULL,
      11,
      IF(CAST(`t0`.`height` AS FLOAT64) >= 1.0, 1, 0) + 0 + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.3, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.6, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 1.9, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.2, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.5, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 2.8, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.1, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.4, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 3.6999999999999997, 1, 0) + IF(CAST(`t0`.`height` AS FLOAT64) >= 4.0, 1, 0)
    ) AS `height`,
    `t0`.`job`
  FROM `rows` AS `t0`
) AS `t1`
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  AVG(
    IF(
      CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
      CAST(`t0`.`age` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    )
  ) AS `n0`,
  AVG(
    IF(
      CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
      CAST(`t0`.`height` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    )
  ) AS `n1`
FROM `rows` AS `t0`;

-- likeness
SELECT
  AVG(
    (
      IF(
        CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`age` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 27.5
    ) * (
      IF(
        CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`age` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 27.5
    )
  ) AS `n0`,
  AVG(
    (
      IF(
        CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`height` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 2.5
    ) * (
      IF(
        CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`height` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 2.5
    )
  ) AS `n1`,
  AVG(
    (
      IF(
        CAST(`t0`.`height` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`age` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 27.5
    ) * (
      IF(
        CAST(`t0`.`age` AS FLOAT64) IS NOT NULL,
        CAST(`t0`.`height` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) - 2.5
    )
  ) AS `n2`
FROM `rows` AS `t0`;

-- likeness
SELECT
  SUM(
    CAST((
      CAST(`t0`.`age` AS FLOAT64) >= 10.0
    )
    AND (
      CAST(`t0`.`age` AS FLOAT64) <= 40.0
    ) AS INT64)
  ) AS `n0`,
  SUM(
    CAST((
      CAST(`t0`.`height` AS FLOAT64) >= 1.0
    )
    AND (
      CAST(`t0`.`height` AS FLOAT64) <= 4.0
    ) AS INT64)
  ) AS `n1`
FROM `rows` AS `t0`;

-- likeness
SELECT
  COUNT(DISTINCT `t0`.`key`) AS `different`
FROM `rows` AS `t0`;
