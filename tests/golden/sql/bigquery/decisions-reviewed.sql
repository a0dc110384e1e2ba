-- decisions
SELECT
  COUNT(*) AS `CountStar_rows`
FROM `rows` AS `t0`;

-- decisions
SELECT
  COUNT(*) AS `CountStar_reviews`
FROM `reviews` AS `t0`;

-- decisions
SELECT
  COALESCE(`t1`.`exception` IN ('contract', 'law', 'explicit_consent'), FALSE) AS `allowed`,
  COUNT(*) AS `decisions`
FROM (
  SELECT
    *
  FROM `rows` AS `t0`
  WHERE
    COALESCE(`t0`.`machine_alone`, FALSE)
) AS `t1`
GROUP BY
  1
LIMIT 200001;

-- reviews
SELECT
  COUNT(*) AS `CountStar_rows`
FROM `rows` AS `t0`;

-- reviews
SELECT
  COUNT(*) AS `CountStar_reviews`
FROM `reviews` AS `t0`;

-- reviews
SELECT
  `t7`.`asked`,
  `t7`.`done`,
  `t7`.`overturned`,
  COUNT(*) AS `reviews`
FROM (
  SELECT
    `t6`.`asked`,
    `t6`.`done`,
    `t6`.`overturned`
  FROM (
    SELECT
      `t5`.`decision`,
      `t5`.`asked`,
      `t5`.`done`,
      `t5`.`overturned`
    FROM (
      SELECT
        CAST(`t0`.`decision` AS STRING) AS `decision`,
        DATE(
          DATETIME_ADD(
            CAST(CAST(NULLIF(TRIM(`t0`.`asked_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME),
            INTERVAL 0 SECOND
          )
        ) AS `asked`,
        DATE(
          DATETIME_ADD(
            CAST(CAST(NULLIF(TRIM(`t0`.`done_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME),
            INTERVAL 0 SECOND
          )
        ) AS `done`,
        COALESCE(`t0`.`overturned`, FALSE) AS `overturned`
      FROM `reviews` AS `t0`
    ) AS `t5`
    WHERE
      EXISTS(
        SELECT
          1
        FROM (
          SELECT
            CAST(`t1`.`id` AS STRING) AS `decision`
          FROM `rows` AS `t1`
          WHERE
            COALESCE(`t1`.`machine_alone`, FALSE)
        ) AS `t3`
        WHERE
          `t5`.`decision` = `t3`.`decision`
      )
  ) AS `t6`
) AS `t7`
GROUP BY
  1,
  2,
  3
LIMIT 200001;
