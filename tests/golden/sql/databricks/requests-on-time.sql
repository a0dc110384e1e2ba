-- requests
SELECT
  COUNT(*) AS `CountStar(rows)`
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
    CAST(CAST(CAST(NULLIF(TRIM(' \t\n\r\013\014' FROM `t0`.`received_at`), '') AS TIMESTAMP) AS TIMESTAMP) + INTERVAL '0' SECOND AS DATE) AS `received`,
    CAST(CAST(CAST(NULLIF(TRIM(' \t\n\r\013\014' FROM `t0`.`closed_at`), '') AS TIMESTAMP) AS TIMESTAMP) + INTERVAL '0' SECOND AS DATE) AS `closed`,
    IF(
      COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`reasons`) <> '', FALSE),
      CAST(CAST(CAST(NULLIF(TRIM(' \t\n\r\013\014' FROM `t0`.`extended_at`), '') AS TIMESTAMP) AS TIMESTAMP) + INTERVAL '0' SECOND AS DATE),
      NULL
    ) AS `extended`,
    CAST(CAST(NULL AS TIMESTAMP) + INTERVAL '0' SECOND AS DATE) AS `paused`,
    CAST(CAST(NULL AS TIMESTAMP) + INTERVAL '0' SECOND AS DATE) AS `resumed`,
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
