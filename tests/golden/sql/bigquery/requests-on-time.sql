-- requests
SELECT
  COUNT(*) AS `CountStar_rows`
FROM `rows` AS `t0`;

-- requests
SELECT
  `t1`.`right`,
  `t1`.`received`,
  `t1`.`closed`,
  `t1`.`extended`,
  `t1`.`paused`,
  `t1`.`resumed`,
  `t1`.`refused`,
  COUNT(*) AS `requests`
FROM (
  SELECT
    COALESCE(
      IF(
        LOWER(`t0`.`right`) IN (
          'access',
          'rectification',
          'erasure',
          'restriction',
          'portability',
          'objection',
          'automated_decision'
        ),
        LOWER(`t0`.`right`),
        'other'
      ),
      'other'
    ) AS `right`,
    DATE(
      DATETIME_ADD(
        CAST(CAST(NULLIF(TRIM(`t0`.`received_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME),
        INTERVAL 0 SECOND
      )
    ) AS `received`,
    DATE(
      DATETIME_ADD(
        CAST(CAST(NULLIF(TRIM(`t0`.`closed_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME),
        INTERVAL 0 SECOND
      )
    ) AS `closed`,
    IF(
      COALESCE(TRIM(`t0`.`reasons`, ' \t\n\r\v\f') <> '', FALSE),
      DATE(
        DATETIME_ADD(
          CAST(CAST(NULLIF(TRIM(`t0`.`extended_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME),
          INTERVAL 0 SECOND
        )
      ),
      NULL
    ) AS `extended`,
    DATE(DATETIME_ADD(CAST(NULL AS DATETIME), INTERVAL 0 SECOND)) AS `paused`,
    DATE(DATETIME_ADD(CAST(NULL AS DATETIME), INTERVAL 0 SECOND)) AS `resumed`,
    FALSE AS `refused`
  FROM `rows` AS `t0`
) AS `t1`
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6,
  7
LIMIT 200001;
