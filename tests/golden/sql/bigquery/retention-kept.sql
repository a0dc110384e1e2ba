-- rows
SELECT
  COUNT(*) AS `CountStar_rows`
FROM `rows` AS `t0`;

-- rows
SELECT
  COUNT(*) AS `CountStar_holds`
FROM `holds` AS `t0`;

-- rows
SELECT
  CASE
    WHEN `t7`.`start` IS NULL
    THEN 'not started'
    WHEN `t7`.`start` >= DATETIME('2012-12-01T00:00:00')
    THEN 'kept'
    WHEN `t7`.`on_hold`
    THEN 'past and on hold'
    ELSE 'past'
  END AS `state`,
  COUNT(*) AS `rows`
FROM (
  SELECT
    `t3`.`start`,
    COALESCE(`t6`.`on_hold`, FALSE) AS `on_hold`
  FROM (
    SELECT
      `t0`.`person` AS `subject_`,
      CAST(CAST(NULLIF(TRIM(`t0`.`invoiced_on`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) AS `start`
    FROM `rows` AS `t0`
  ) AS `t3`
  LEFT OUTER JOIN (
    SELECT
      `t4`.`subject_`,
      TRUE AS `on_hold`
    FROM (
      SELECT DISTINCT
        `t1`.`subject` AS `subject_`
      FROM `holds` AS `t1`
      WHERE
        (
          (
            CAST(NULL AS DATETIME) IS NULL
          )
          OR (
            CAST(NULL AS DATETIME) <= DATETIME('2018-12-01T00:00:00')
          )
        )
        AND (
          (
            CAST(CAST(NULLIF(TRIM(`t1`.`until`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) IS NULL
          )
          OR (
            CAST(CAST(NULLIF(TRIM(`t1`.`until`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) > DATETIME('2018-12-01T00:00:00')
          )
        )
    ) AS `t4`
  ) AS `t6`
    ON `t3`.`subject_` = `t6`.`subject_`
) AS `t7`
GROUP BY
  1
LIMIT 200001;

-- oldest
SELECT
  MIN(
    IF(NOT (
      `t7`.`on_hold`
    ), unix_micros(timestamp(`t7`.`start`)) / 1000000, NULL)
  ) AS `oldest`
FROM (
  SELECT
    `t3`.`start`,
    COALESCE(`t6`.`on_hold`, FALSE) AS `on_hold`
  FROM (
    SELECT
      `t0`.`person` AS `subject_`,
      CAST(CAST(NULLIF(TRIM(`t0`.`invoiced_on`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) AS `start`
    FROM `rows` AS `t0`
  ) AS `t3`
  LEFT OUTER JOIN (
    SELECT
      `t4`.`subject_`,
      TRUE AS `on_hold`
    FROM (
      SELECT DISTINCT
        `t1`.`subject` AS `subject_`
      FROM `holds` AS `t1`
      WHERE
        (
          (
            CAST(NULL AS DATETIME) IS NULL
          )
          OR (
            CAST(NULL AS DATETIME) <= DATETIME('2018-12-01T00:00:00')
          )
        )
        AND (
          (
            CAST(CAST(NULLIF(TRIM(`t1`.`until`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) IS NULL
          )
          OR (
            CAST(CAST(NULLIF(TRIM(`t1`.`until`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) > DATETIME('2018-12-01T00:00:00')
          )
        )
    ) AS `t4`
  ) AS `t6`
    ON `t3`.`subject_` = `t6`.`subject_`
) AS `t7`;
