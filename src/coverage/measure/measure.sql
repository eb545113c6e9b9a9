-- How many were asked, and what happened next. One plain text for DuckDB, PostgreSQL and Spark: days are
-- integers (20260131), flags are 0 and 1, every column has a name, and parameters stand in a table of one row.
-- What counts as what: docs/coverage-data.md.
WITH period AS (
  SELECT p.first_day AS first_day, p.last_day AS last_day FROM params p
),
person AS (
  SELECT pt.patient AS patient, pt.birth AS birth, pt.sex AS sex, pt.interpreter AS interpreter,
    CASE WHEN pt.protected = 1 THEN 0 ELSE COALESCE(m.home_no, 0) END AS home_no
  FROM patient pt
  LEFT JOIN municipality m ON m.home = pt.home
),
-- Visits in the period, with what is known of the person. `month_index` counts months, so that "12 months
-- before" is the same day of the month 12 months earlier, without any calendar function.
visit_all AS (
  SELECT e.encounter AS encounter, e.patient AS patient, e.class AS class,
    COALESCE(e.unit, '') AS unit,
    e.start_day AS day, e.end_day AS last_day
  FROM encounter e
  WHERE e.status IN ('arrived', 'triaged', 'in-progress', 'onleave', 'finished')
    AND e.start_day IS NOT NULL AND e.patient IS NOT NULL
),
visit_in AS (
  SELECT v.encounter AS encounter, v.patient AS patient, v.day AS day, v.last_day AS last_day,
    COALESCE(u.unit_no, 0) AS unit_no,
    COALESCE(u.region_no, 0) AS region_no,
    CASE WHEN u.setting IS NOT NULL THEN u.setting WHEN v.class = 'EMER' THEN 'emergency' ELSE 'primary-care' END AS setting,
    pt.sex AS sex, pt.home_no AS home_no, pt.interpreter AS interpreter,
    CASE WHEN pt.birth IS NULL THEN -1
      ELSE CAST(FLOOR((v.day - pt.birth) / 10000.0) AS INTEGER) END AS age,
    CAST(FLOOR(v.day / 100.0) AS INTEGER) AS month,
    CAST((FLOOR(v.day / 10000.0) * 12 + MOD(CAST(FLOOR(v.day / 100.0) AS INTEGER), 100)) * 100 + MOD(v.day, 100) AS INTEGER) AS month_index
  FROM visit_all v
  JOIN person pt ON pt.patient = v.patient
  JOIN period ON v.day >= period.first_day AND v.day <= period.last_day
  LEFT JOIN place u ON u.unit = v.unit
),
-- In an audience of the routine on that day. Audiences of one setting never overlap (checked before the run).
visit AS (
  SELECT v.encounter AS encounter, v.patient AS patient, v.day AS day, v.last_day AS last_day,
    v.unit_no AS unit_no, v.region_no AS region_no, v.sex AS sex, v.home_no AS home_no,
    v.interpreter AS interpreter, v.age AS age, v.month AS month, v.month_index AS month_index,
    a.interval_months AS interval_months,
    a.completed_by_positive AS completed_by_positive,
    a.completed_by_negative AS completed_by_negative,
    a.completed_by_declined AS completed_by_declined
  FROM visit_in v
  JOIN audience a ON a.setting = v.setting
    AND v.age >= a.age_from AND v.age <= a.age_to
    AND v.day >= a.valid_from AND v.day <= a.valid_to
    AND (a.sex = '' OR a.sex = v.sex)
),
-- One result a person and occasion. A result without a passed gate is not "asked".
result_of AS (
  SELECT r.occasion AS occasion,
    MIN(CASE r.result WHEN 'positive' THEN 1 WHEN 'negative' THEN 2 WHEN 'declined' THEN 3 ELSE 4 END) AS result_rank
  FROM result r
  WHERE r.status IN ('final', 'amended', 'corrected') AND r.result IS NOT NULL
  GROUP BY r.occasion
),
-- Referrals the patient agreed to, and when contact was first known to have been held, from the day of the occasion on.
referred AS (
  SELECT r.occasion AS occasion, 1 AS accepted,
    MIN(CASE WHEN f.contact = 'held' AND f.status NOT IN ('cancelled', 'rejected', 'entered-in-error') AND f.changed >= o.day
      THEN f.changed END) AS contact_day
  FROM result r
  JOIN referral s ON s.result_id = r.result_id AND s.status IN ('active', 'on-hold', 'completed')
  JOIN occasion o ON o.occasion = r.occasion
  LEFT JOIN follow_up f ON f.referral = s.referral
  GROUP BY r.occasion
),
occasion_day AS (
  SELECT o.occasion AS occasion, o.patient AS patient, o.encounter AS encounter, o.route AS route,
    o.planned AS planned, o.offered AS offered,
    o.day AS day,
    CASE WHEN q.result_rank IS NULL OR q.result_rank = 4 THEN CASE WHEN n.reason_no IS NULL THEN 6 ELSE 4 END
      WHEN o.gate = 0 THEN 5
      ELSE q.result_rank END AS state,
    CASE WHEN q.result_rank IS NULL OR q.result_rank = 4 THEN COALESCE(n.reason_no, 0) ELSE 0 END AS reason_no,
    COALESCE(s.accepted, 0) AS accepted, s.contact_day AS contact_day
  FROM occasion o
  JOIN questionnaire k ON k.questionnaire = o.questionnaire
  LEFT JOIN result_of q ON q.occasion = o.occasion
  LEFT JOIN reason n ON n.reason = o.reason
  LEFT JOIN referred s ON s.occasion = o.occasion
  WHERE o.status IN ('completed', 'amended') AND o.day IS NOT NULL AND o.patient IS NOT NULL
),
-- Day numbers (Gregorian, any epoch) for "within 30 days".
occasion_number AS (
  SELECT o.occasion AS occasion, o.patient AS patient, o.encounter AS encounter, o.route AS route, o.planned AS planned,
    o.offered AS offered, o.day AS day, o.state AS state, o.reason_no AS reason_no, o.accepted AS accepted,
    FLOOR(o.day / 10000.0) - CASE WHEN MOD(CAST(FLOOR(o.day / 100.0) AS INTEGER), 100) <= 2 THEN 1 ELSE 0 END AS y1,
    MOD(CAST(FLOOR(o.day / 100.0) AS INTEGER), 100) AS m1, MOD(o.day, 100) AS d1,
    o.contact_day AS contact_day,
    FLOOR(o.contact_day / 10000.0) - CASE WHEN MOD(CAST(FLOOR(o.contact_day / 100.0) AS INTEGER), 100) <= 2 THEN 1 ELSE 0 END AS y2,
    MOD(CAST(FLOOR(o.contact_day / 100.0) AS INTEGER), 100) AS m2, MOD(o.contact_day, 100) AS d2
  FROM occasion_day o
),
occasion_state AS (
  SELECT o.occasion AS occasion, o.patient AS patient, o.encounter AS encounter, o.route AS route, o.planned AS planned,
    o.day AS day, o.state AS state, o.reason_no AS reason_no,
    CAST((FLOOR(o.day / 10000.0) * 12 + o.m1) * 100 + o.d1 AS INTEGER) AS month_index,
    -- One number for all, smallest first: state, reason, then how far the support went (0 is furthest).
    CAST(o.state * 1000 + o.reason_no * 10
      + CASE WHEN o.state <> 1 THEN 9
          WHEN o.offered = 0 AND o.accepted = 0 THEN 3
          WHEN o.accepted = 0 THEN 2
          WHEN o.contact_day IS NULL THEN 1
          WHEN (o.y2 * 365 + FLOOR(o.y2 / 4.0) - FLOOR(o.y2 / 100.0) + FLOOR(o.y2 / 400.0) + FLOOR((153 * MOD(CAST(o.m2 AS INTEGER) + 9, 12) + 2) / 5.0) + o.d2)
             - (o.y1 * 365 + FLOOR(o.y1 / 4.0) - FLOOR(o.y1 / 100.0) + FLOOR(o.y1 / 400.0) + FLOOR((153 * MOD(CAST(o.m1 AS INTEGER) + 9, 12) + 2) / 5.0) + o.d1) <= 30 THEN 0
          ELSE 1 END AS INTEGER) AS packed
  FROM occasion_number o
),
-- What happened at the visit itself: an occasion that names it, or one without a visit on a day of it.
own_named AS (
  SELECT v.encounter AS encounter, MIN(o.packed) AS packed
  FROM visit v JOIN occasion_state o ON o.encounter = v.encounter AND o.patient = v.patient
  GROUP BY v.encounter
),
own_day AS (
  SELECT v.encounter AS encounter, MIN(o.packed) AS packed
  FROM visit v JOIN occasion_state o ON o.patient = v.patient
  WHERE o.encounter IS NULL AND o.day >= v.day AND o.day <= v.last_day
  GROUP BY v.encounter
),
-- Asked before, within the interval, somewhere else: not due.
asked_before AS (
  SELECT v.encounter AS encounter, 1 AS asked
  FROM visit v JOIN occasion_state o ON o.patient = v.patient
  WHERE (o.encounter IS NULL OR o.encounter <> v.encounter)
    AND (o.encounter IS NOT NULL OR o.day < v.day)
    AND o.month_index <= v.month_index
    AND o.month_index > v.month_index - v.interval_months * 100
    AND ((o.state = 1 AND v.completed_by_positive = 1)
      OR (o.state = 2 AND v.completed_by_negative = 1)
      OR (o.state = 3 AND v.completed_by_declined = 1))
  GROUP BY v.encounter
),
visit_packed AS (
  SELECT v.unit_no AS unit_no, v.region_no AS region_no, v.month AS month, v.sex AS sex, v.age AS age,
    v.home_no AS home_no, v.interpreter AS interpreter,
    CASE WHEN COALESCE(n.packed, 6009) <= COALESCE(d.packed, 6009) THEN COALESCE(n.packed, 6009) ELSE COALESCE(d.packed, 6009) END AS packed,
    COALESCE(b.asked, 0) AS asked_before
  FROM visit v
  LEFT JOIN own_named n ON n.encounter = v.encounter
  LEFT JOIN own_day d ON d.encounter = v.encounter
  LEFT JOIN asked_before b ON b.encounter = v.encounter
),
visit_state AS (
  SELECT v.unit_no AS unit_no, v.region_no AS region_no, v.month AS month, v.sex AS sex,
    CASE WHEN v.age < 18 THEN 0 WHEN v.age < 30 THEN 18 WHEN v.age < 45 THEN 30 WHEN v.age < 65 THEN 45 WHEN v.age < 80 THEN 65 ELSE 80 END AS age_band,
    v.home_no AS home_no, v.interpreter AS interpreter,
    CASE WHEN v.asked_before = 1 AND v.packed >= 4000 THEN 7 ELSE CAST(FLOOR(v.packed / 1000.0) AS INTEGER) END AS state,
    CASE WHEN v.packed >= 4000 AND v.packed < 5000 AND v.asked_before = 0 THEN MOD(CAST(FLOOR(v.packed / 10.0) AS INTEGER), 100) ELSE 0 END AS reason_no,
    MOD(v.packed, 10) AS support
  FROM visit_packed v
),
-- Persons: those with a visit in an audience; asked at least once in the 12 months that end with the last one.
person_last AS (
  SELECT v.patient AS patient, MAX(v.month_index) AS month_index,
    MAX(v.age) AS age, MAX(v.sex) AS sex
  FROM visit v GROUP BY v.patient
),
person_asked AS (
  SELECT p.patient AS patient, MIN(o.state) AS state
  FROM person_last p JOIN occasion_state o ON o.patient = p.patient
  WHERE o.state <= 3 AND o.month_index <= p.month_index AND o.month_index > p.month_index - 1200
  GROUP BY p.patient
),
person_state AS (
  SELECT p.sex AS sex,
    CASE WHEN p.age < 18 THEN 0 WHEN p.age < 30 THEN 18 WHEN p.age < 45 THEN 30 WHEN p.age < 65 THEN 45 WHEN p.age < 80 THEN 65 ELSE 80 END AS age_band,
    COALESCE(a.state, 6) AS state
  FROM person_last p LEFT JOIN person_asked a ON a.patient = p.patient
),
-- Occasions on indication in the period that ended without asking and without a named person and a day.
indication AS (
  SELECT CASE WHEN o.state <= 3 THEN 1 WHEN o.planned = 1 THEN 2 ELSE 3 END AS state
  FROM occasion_state o JOIN period ON o.day >= period.first_day AND o.day <= period.last_day
  WHERE o.route = 'indication'
)
SELECT 'unit-month' AS release, v.unit_no AS place, v.month AS bucket, '' AS category, v.state AS state, 0 AS detail, CAST(COUNT(*) AS BIGINT) AS n
FROM visit_state v GROUP BY v.unit_no, v.month, v.state
UNION ALL
SELECT 'region-month', v.region_no, v.month, '', v.state, v.support, CAST(COUNT(*) AS BIGINT)
FROM visit_state v GROUP BY v.region_no, v.month, v.state, v.support
UNION ALL
SELECT 'reason', 0, 0, '', v.state, v.reason_no, CAST(COUNT(*) AS BIGINT)
FROM visit_state v WHERE v.state = 4 GROUP BY v.state, v.reason_no
UNION ALL
SELECT 'sex', 0, 0, v.sex, v.state, 0, CAST(COUNT(*) AS BIGINT)
FROM visit_state v GROUP BY v.sex, v.state
UNION ALL
SELECT 'age', 0, v.age_band, '', v.state, 0, CAST(COUNT(*) AS BIGINT)
FROM visit_state v GROUP BY v.age_band, v.state
UNION ALL
SELECT 'municipality', v.home_no, 0, '', v.state, 0, CAST(COUNT(*) AS BIGINT)
FROM visit_state v GROUP BY v.home_no, v.state
UNION ALL
SELECT 'interpreter', v.interpreter, 0, '', v.state, 0, CAST(COUNT(*) AS BIGINT)
FROM visit_state v GROUP BY v.interpreter, v.state
UNION ALL
SELECT 'person', 0, 0, '', p.state, 0, CAST(COUNT(*) AS BIGINT)
FROM person_state p GROUP BY p.state
UNION ALL
SELECT 'person-sex', 0, 0, p.sex, p.state, 0, CAST(COUNT(*) AS BIGINT)
FROM person_state p GROUP BY p.sex, p.state
UNION ALL
SELECT 'person-age', 0, p.age_band, '', p.state, 0, CAST(COUNT(*) AS BIGINT)
FROM person_state p GROUP BY p.age_band, p.state
UNION ALL
SELECT 'indication', 0, 0, '', i.state, 0, CAST(COUNT(*) AS BIGINT)
FROM indication i GROUP BY i.state
