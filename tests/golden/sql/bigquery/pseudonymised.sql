-- draw
SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`patient`) AS `n0`,
  COUNT(`t0`.`doctor`) AS `n1`
FROM `rows` AS `t0`;

-- draw
SELECT
  `t4`.`patient`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t1`.`patient`,
      (
        ROW_NUMBER() OVER () - 1
      ) + 20151231 AS `place of the row`
    FROM (
      SELECT
        `t0`.`patient`
      FROM `rows` AS `t0`
      WHERE
        `t0`.`patient` IS NOT NULL
    ) AS `t1`
  ) AS `t2`
  ORDER BY
    FARM_FINGERPRINT(to_json_string(`t2`.`place of the row`)) ASC NULLS LAST
  LIMIT 10000
) AS `t4`
ORDER BY
  `t4`.`place of the row` ASC NULLS LAST;

-- draw
SELECT
  `t4`.`doctor`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t1`.`doctor`,
      (
        ROW_NUMBER() OVER () - 1
      ) + 20151231 AS `place of the row`
    FROM (
      SELECT
        `t0`.`doctor`
      FROM `rows` AS `t0`
      WHERE
        `t0`.`doctor` IS NOT NULL
    ) AS `t1`
  ) AS `t2`
  ORDER BY
    FARM_FINGERPRINT(to_json_string(`t2`.`place of the row`)) ASC NULLS LAST
  LIMIT 10000
) AS `t4`
ORDER BY
  `t4`.`place of the row` ASC NULLS LAST;
