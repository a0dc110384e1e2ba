-- rows
SELECT
  COUNT(*) AS `rows`,
  SUM(
    CAST(IF(
      REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
      CAST(NULL AS STRING),
      `t1`.`guess`
    ) IS NOT NULL AS INT)
  ) AS `n0`,
  SUM(
    CAST((
      IF(
        REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)))
    ) AS INT)
  ) AS `n1`,
  SUM(
    CAST((
      IF(
        REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)))
    ) AS INT)
  ) AS `n2`,
  SUM(
    CAST((
      IF(
        REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS DOUBLE)))
    ) AS INT)
  ) AS `n3`,
  SUM(
    CAST((
      IF(
        REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF(
        REGEXP_LIKE(`t1`.`kind`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`kind`
      ) IS NOT NULL
    ) AS INT)
  ) AS `n4`
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
  `t0`.`p_a`,
  `t0`.`p_b`,
  `t0`.`p_c`,
  `t0`.`kind`
FROM `rows` AS `t0`
WHERE
  `t0`.`part` = 'then'
  AND IF(
    REGEXP_LIKE(`t0`.`guess`, '^[\t-\r\034-    -     　]*$'),
    CAST(NULL AS STRING),
    `t0`.`guess`
  ) IS NOT NULL
  AND (
    IF((
      `t0`.`p_a` - `t0`.`p_a`
    ) = 0, `t0`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`p_a` - `t0`.`p_a`
    ) = 0, `t0`.`p_a`, CAST(NULL AS DOUBLE)))
  )
  AND (
    IF((
      `t0`.`p_b` - `t0`.`p_b`
    ) = 0, `t0`.`p_b`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`p_b` - `t0`.`p_b`
    ) = 0, `t0`.`p_b`, CAST(NULL AS DOUBLE)))
  )
  AND (
    IF((
      `t0`.`p_c` - `t0`.`p_c`
    ) = 0, `t0`.`p_c`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`p_c` - `t0`.`p_c`
    ) = 0, `t0`.`p_c`, CAST(NULL AS DOUBLE)))
  )
  AND IF(
    REGEXP_LIKE(`t0`.`kind`, '^[\t-\r\034-    -     　]*$'),
    CAST(NULL AS STRING),
    `t0`.`kind`
  ) IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS `rows`,
  SUM(
    CAST(IF(
      REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
      CAST(NULL AS STRING),
      `t1`.`guess`
    ) IS NOT NULL AS INT)
  ) AS `n0`,
  SUM(
    CAST((
      IF(
        REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)))
    ) AS INT)
  ) AS `n1`,
  SUM(
    CAST((
      IF(
        REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)))
    ) AS INT)
  ) AS `n2`,
  SUM(
    CAST((
      IF(
        REGEXP_LIKE(`t1`.`guess`, '^[\t-\r\034-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS DOUBLE)))
    )
    AND (
      IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS DOUBLE)) IS NOT NULL
      AND NOT ISNAN(IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS DOUBLE)))
    ) AS INT)
  ) AS `n3`
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
  `t0`.`p_a`,
  `t0`.`p_b`,
  `t0`.`p_c`,
  `t0`.`kind`
FROM `rows` AS `t0`
WHERE
  `t0`.`part` = 'now'
  AND IF(
    REGEXP_LIKE(`t0`.`guess`, '^[\t-\r\034-    -     　]*$'),
    CAST(NULL AS STRING),
    `t0`.`guess`
  ) IS NOT NULL
  AND (
    IF((
      `t0`.`p_a` - `t0`.`p_a`
    ) = 0, `t0`.`p_a`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`p_a` - `t0`.`p_a`
    ) = 0, `t0`.`p_a`, CAST(NULL AS DOUBLE)))
  )
  AND (
    IF((
      `t0`.`p_b` - `t0`.`p_b`
    ) = 0, `t0`.`p_b`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`p_b` - `t0`.`p_b`
    ) = 0, `t0`.`p_b`, CAST(NULL AS DOUBLE)))
  )
  AND (
    IF((
      `t0`.`p_c` - `t0`.`p_c`
    ) = 0, `t0`.`p_c`, CAST(NULL AS DOUBLE)) IS NOT NULL
    AND NOT ISNAN(IF((
      `t0`.`p_c` - `t0`.`p_c`
    ) = 0, `t0`.`p_c`, CAST(NULL AS DOUBLE)))
  );

-- whether the windows hold the same rows
SELECT
  BIT_XOR(
    XXHASH64(
      STRUCT(
        `t1`.`part` AS `part`,
        `t1`.`kind` AS `kind`,
        `t1`.`guess` AS `guess`,
        `t1`.`p_a` AS `p_a`
      )
    )
  ) AS `bits`,
  SUM(
    XXHASH64(
      STRUCT(
        `t1`.`part` AS `part`,
        `t1`.`kind` AS `kind`,
        `t1`.`guess` AS `guess`,
        `t1`.`p_a` AS `p_a`
      )
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
      STRUCT(
        `t1`.`part` AS `part`,
        `t1`.`kind` AS `kind`,
        `t1`.`guess` AS `guess`,
        `t1`.`p_a` AS `p_a`
      )
    )
  ) AS `bits`,
  SUM(
    XXHASH64(
      STRUCT(
        `t1`.`part` AS `part`,
        `t1`.`kind` AS `kind`,
        `t1`.`guess` AS `guess`,
        `t1`.`p_a` AS `p_a`
      )
    ) % 2147483647
  ) AS `sum`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`;
