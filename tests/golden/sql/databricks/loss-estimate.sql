-- rows
SELECT
  COUNT(*) AS `rows`,
  SUM(
    CAST(IF((
      `t1`.`guess` - `t1`.`guess`
    ) = 0, `t1`.`guess`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t1`.`guess` - `t1`.`guess`
    ) = 0, `t1`.`guess`, CAST(NULL AS DOUBLE))) AS INT)
  ) AS `n0`,
  SUM(
    CAST(IF((
      `t1`.`guess` - `t1`.`guess`
    ) = 0, `t1`.`guess`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t1`.`guess` - `t1`.`guess`
    ) = 0, `t1`.`guess`, CAST(NULL AS DOUBLE)))
    AND (
      IF((
        `t1`.`rent` - `t1`.`rent`
      ) = 0, `t1`.`rent`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`rent` - `t1`.`rent`
      ) = 0, `t1`.`rent`, CAST(NULL AS DOUBLE)))
    ) AS INT)
  ) AS `n1`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'then'
) AS `t1`;

-- rows
SELECT
  `t0`.`guess`,
  `t0`.`rent`,
  `t0`.`rooms`
FROM `rows` AS `t0`
WHERE
  `t0`.`part` = 'then'
  AND (
    IF((
      `t0`.`guess` - `t0`.`guess`
    ) = 0, `t0`.`guess`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`guess` - `t0`.`guess`
    ) = 0, `t0`.`guess`, CAST(NULL AS DOUBLE)))
  )
  AND (
    IF((
      `t0`.`rent` - `t0`.`rent`
    ) = 0, `t0`.`rent`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`rent` - `t0`.`rent`
    ) = 0, `t0`.`rent`, CAST(NULL AS DOUBLE)))
  );

-- rows
SELECT
  COUNT(*) AS `rows`,
  SUM(
    CAST(IF((
      `t1`.`guess` - `t1`.`guess`
    ) = 0, `t1`.`guess`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t1`.`guess` - `t1`.`guess`
    ) = 0, `t1`.`guess`, CAST(NULL AS DOUBLE))) AS INT)
  ) AS `n0`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`;

-- rows
SELECT
  `t0`.`guess`,
  `t0`.`rooms`,
  `t0`.`rent`
FROM `rows` AS `t0`
WHERE
  `t0`.`part` = 'now'
  AND (
    IF((
      `t0`.`guess` - `t0`.`guess`
    ) = 0, `t0`.`guess`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`guess` - `t0`.`guess`
    ) = 0, `t0`.`guess`, CAST(NULL AS DOUBLE)))
  );
