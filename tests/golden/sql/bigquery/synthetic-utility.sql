-- rows
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t1`.`label`) AS `labelled`
FROM (
  SELECT
    IF(
      (
        CAST(`t0`.`skill` AS FLOAT64) - CAST(`t0`.`skill` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`skill` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `f0`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `f1`,
    IF(
      (
        CAST(`t0`.`hired` AS FLOAT64) - CAST(`t0`.`hired` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`hired` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `label`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `g0`
  FROM `rows` AS `t0`
) AS `t1`;

-- rows
SELECT
  *
FROM (
  SELECT
    IF(
      (
        CAST(`t0`.`skill` AS FLOAT64) - CAST(`t0`.`skill` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`skill` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `f0`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `f1`,
    IF(
      (
        CAST(`t0`.`hired` AS FLOAT64) - CAST(`t0`.`hired` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`hired` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `label`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `g0`
  FROM `rows` AS `t0`
) AS `t1`
WHERE
  `t1`.`label` IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t1`.`label`) AS `labelled`
FROM (
  SELECT
    IF(
      (
        CAST(`t0`.`skill` AS FLOAT64) - CAST(`t0`.`skill` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`skill` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `f0`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `f1`,
    IF(
      (
        CAST(`t0`.`hired` AS FLOAT64) - CAST(`t0`.`hired` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`hired` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `label`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `g0`
  FROM `people` AS `t0`
) AS `t1`;

-- rows
SELECT
  *
FROM (
  SELECT
    IF(
      (
        CAST(`t0`.`skill` AS FLOAT64) - CAST(`t0`.`skill` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`skill` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `f0`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `f1`,
    IF(
      (
        CAST(`t0`.`hired` AS FLOAT64) - CAST(`t0`.`hired` AS FLOAT64)
      ) = 0,
      CAST(`t0`.`hired` AS FLOAT64),
      CAST(NULL AS FLOAT64)
    ) AS `label`,
    IF(
      REGEXP_CONTAINS(`t0`.`sex`, '^[\t-\r\x1c-    -     　]*$'),
      CAST(NULL AS STRING),
      `t0`.`sex`
    ) AS `g0`
  FROM `people` AS `t0`
) AS `t1`
WHERE
  `t1`.`label` IS NOT NULL;
