-- people
SELECT
  COUNT(*) AS `CountStar_rows`
FROM `rows` AS `t0`;

-- people
SELECT
  COUNT(*) AS `CountStar_consents`
FROM `consents` AS `t0`;

-- people
SELECT
  CASE
    WHEN `t8`.`held`
    THEN 'held'
    WHEN `t8`.`young`
    THEN 'without a parent'
    WHEN `t8`.`current`
    THEN 'too old'
    WHEN `t8`.`alive`
    THEN 'of another version'
    WHEN `t8`.`given`
    THEN 'withdrawn'
    ELSE 'never given'
  END AS `state`,
  COUNT(*) AS `pairs`
FROM (
  SELECT
    `t7`.`subject_`,
    `t7`.`purpose_`,
    LOGICAL_OR(COALESCE(`t7`.`given` IS NOT NULL, FALSE)) AS `given`,
    LOGICAL_OR(COALESCE((
      `t7`.`given` IS NOT NULL
    ) AND `t7`.`alive`, FALSE)) AS `alive`,
    LOGICAL_OR(
      COALESCE((
        `t7`.`given` IS NOT NULL
      ) AND `t7`.`alive` AND `t7`.`current`, FALSE)
    ) AS `current`,
    LOGICAL_OR(
      COALESCE(
        (
          `t7`.`given` IS NOT NULL
        ) AND `t7`.`alive` AND `t7`.`current` AND `t7`.`young`,
        FALSE
      )
    ) AS `young`,
    LOGICAL_OR(
      COALESCE(
        (
          `t7`.`given` IS NOT NULL
        )
        AND `t7`.`alive`
        AND `t7`.`current`
        AND `t7`.`young`
        AND (
          (
            `t7`.`born` IS NULL
          )
          OR (
            DATETIME_ADD(`t7`.`born`, INTERVAL 16 YEAR) <= `t7`.`given`
          )
          OR `t7`.`parental`
        ),
        FALSE
      )
    ) AS `held`
  FROM (
    SELECT
      `t4`.`subject_`,
      `t4`.`purpose_`,
      `t4`.`born`,
      `t6`.`subject_` AS `subject__right`,
      `t6`.`purpose_` AS `purpose__right`,
      `t6`.`given`,
      `t6`.`alive`,
      `t6`.`current`,
      `t6`.`young`,
      `t6`.`parental`
    FROM (
      SELECT
        `t2`.`subject_`,
        `t2`.`purpose_`,
        MIN(`t2`.`born`) AS `born`
      FROM (
        SELECT
          `t0`.`person` AS `subject_`,
          `t0`.`purpose` AS `purpose_`,
          CAST(NULL AS DATETIME) AS `born`
        FROM `rows` AS `t0`
      ) AS `t2`
      GROUP BY
        1,
        2
    ) AS `t4`
    LEFT OUTER JOIN (
      SELECT
        `t1`.`subject` AS `subject_`,
        `t1`.`purpose` AS `purpose_`,
        CAST(CAST(NULLIF(TRIM(`t1`.`given_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) AS `given`,
        (
          CAST(CAST(NULLIF(TRIM(`t1`.`given_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) <= DATETIME('2018-12-01T00:00:00')
        )
        AND (
          (
            CAST(CAST(NULLIF(TRIM(`t1`.`withdrawn_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) IS NULL
          )
          OR (
            CAST(CAST(NULLIF(TRIM(`t1`.`withdrawn_at`, ' \t\n\r\v\f'), '') AS TIMESTAMP) AS DATETIME) > DATETIME('2018-12-01T00:00:00')
          )
        ) AS `alive`,
        TRUE AS `current`,
        TRUE AS `young`,
        TRUE AS `parental`
      FROM `consents` AS `t1`
    ) AS `t6`
      ON `t4`.`subject_` = `t6`.`subject_` AND `t4`.`purpose_` = `t6`.`purpose_`
  ) AS `t7`
  GROUP BY
    1,
    2
) AS `t8`
GROUP BY
  1
LIMIT 200001;
