-- rows
SELECT
  COUNT(*) AS `rows`,
  SUM(
    CAST(IF(
      REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t1`.`guess`
    ) IS NOT NULL AS INT64)
  ) AS `n0`,
  SUM(
    CAST((
      IF(
        REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
    ) AS INT64)
  ) AS `n1`,
  SUM(
    CAST((
      IF(
        REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS FLOAT64)) IS NOT NULL
    ) AS INT64)
  ) AS `n2`,
  SUM(
    CAST((
      IF(
        REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS FLOAT64)) IS NOT NULL
    ) AS INT64)
  ) AS `n3`,
  SUM(
    CAST((
      IF(
        REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF(
        REGEXP_CONTAINS(`t1`.`kind`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`kind`
      ) IS NOT NULL
    ) AS INT64)
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
    REGEXP_CONTAINS(`t0`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
    CAST(NULL AS STRING),
    `t0`.`guess`
  ) IS NOT NULL
  AND IF((
    `t0`.`p_a` - `t0`.`p_a`
  ) = 0, `t0`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
  AND IF((
    `t0`.`p_b` - `t0`.`p_b`
  ) = 0, `t0`.`p_b`, CAST(NULL AS FLOAT64)) IS NOT NULL
  AND IF((
    `t0`.`p_c` - `t0`.`p_c`
  ) = 0, `t0`.`p_c`, CAST(NULL AS FLOAT64)) IS NOT NULL
  AND IF(
    REGEXP_CONTAINS(`t0`.`kind`, '^[\t-\r\x1c-    -     　]*$'),
    CAST(NULL AS STRING),
    `t0`.`kind`
  ) IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS `rows`,
  SUM(
    CAST(IF(
      REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t1`.`guess`
    ) IS NOT NULL AS INT64)
  ) AS `n0`,
  SUM(
    CAST((
      IF(
        REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
    ) AS INT64)
  ) AS `n1`,
  SUM(
    CAST((
      IF(
        REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS FLOAT64)) IS NOT NULL
    ) AS INT64)
  ) AS `n2`,
  SUM(
    CAST((
      IF(
        REGEXP_CONTAINS(`t1`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
        CAST(NULL AS STRING),
        `t1`.`guess`
      ) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_a` - `t1`.`p_a`
      ) = 0, `t1`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_b` - `t1`.`p_b`
      ) = 0, `t1`.`p_b`, CAST(NULL AS FLOAT64)) IS NOT NULL
    )
    AND (
      IF((
        `t1`.`p_c` - `t1`.`p_c`
      ) = 0, `t1`.`p_c`, CAST(NULL AS FLOAT64)) IS NOT NULL
    ) AS INT64)
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
    REGEXP_CONTAINS(`t0`.`guess`, '^[\t-\r\x1c-    -     　]*$'),
    CAST(NULL AS STRING),
    `t0`.`guess`
  ) IS NOT NULL
  AND IF((
    `t0`.`p_a` - `t0`.`p_a`
  ) = 0, `t0`.`p_a`, CAST(NULL AS FLOAT64)) IS NOT NULL
  AND IF((
    `t0`.`p_b` - `t0`.`p_b`
  ) = 0, `t0`.`p_b`, CAST(NULL AS FLOAT64)) IS NOT NULL
  AND IF((
    `t0`.`p_c` - `t0`.`p_c`
  ) = 0, `t0`.`p_c`, CAST(NULL AS FLOAT64)) IS NOT NULL;

-- whether the windows hold the same rows
SELECT
  BIT_XOR(
    FARM_FINGERPRINT(
      to_json_string(
        STRUCT(
          `t1`.`part` AS `part`,
          `t1`.`kind` AS `kind`,
          `t1`.`guess` AS `guess`,
          `t1`.`p_a` AS `p_a`
        )
      )
    )
  ) AS `bits`,
  SUM(
    MOD(
      FARM_FINGERPRINT(
        to_json_string(
          STRUCT(
            `t1`.`part` AS `part`,
            `t1`.`kind` AS `kind`,
            `t1`.`guess` AS `guess`,
            `t1`.`p_a` AS `p_a`
          )
        )
      ),
      2147483647
    )
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
    FARM_FINGERPRINT(
      to_json_string(
        STRUCT(
          `t1`.`part` AS `part`,
          `t1`.`kind` AS `kind`,
          `t1`.`guess` AS `guess`,
          `t1`.`p_a` AS `p_a`
        )
      )
    )
  ) AS `bits`,
  SUM(
    MOD(
      FARM_FINGERPRINT(
        to_json_string(
          STRUCT(
            `t1`.`part` AS `part`,
            `t1`.`kind` AS `kind`,
            `t1`.`guess` AS `guess`,
            `t1`.`p_a` AS `p_a`
          )
        )
      ),
      2147483647
    )
  ) AS `sum`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    `t0`.`part` = 'now'
) AS `t1`;
