-- How many were asked, and what happened next. One plain text for DuckDB, PostgreSQL and Spark: days are
-- integers (20260131), flags are 0 and 1, every column has a name, and parameters stand in a table of one row.
-- What counts as what: docs/coverage-data.md.
WITH person AS (
  SELECT pt.patient AS patient, pt.birth AS birth, pt.sex AS sex, pt.interpreter AS interpreter,
    CASE WHEN pt.protected = 1 THEN 0 ELSE COALESCE(m.home_no, 0) END AS home_no
  FROM patient pt
  LEFT JOIN municipality m ON m.home = pt.home
),
-- Visits in the period, with what is known of the person.
visit_in AS (
  SELECT e.encounter AS encounter, e.patient AS patient, e.start_day AS day, e.end_day AS last_day,
    COALESCE(u.unit_no, 0) AS unit_no, COALESCE(u.region_no, 0) AS region_no,
    CASE WHEN u.setting IS NOT NULL THEN u.setting WHEN e.class = 'EMER' THEN 'emergency' ELSE 'primary-care' END AS setting,
    pt.sex AS sex, pt.home_no AS home_no, pt.interpreter AS interpreter,
    CASE WHEN pt.birth IS NULL THEN -1
      ELSE CAST(FLOOR((e.start_day - pt.birth) / 10000.0) AS INTEGER) END AS age
  FROM encounter e
  JOIN person pt ON pt.patient = e.patient
  JOIN params p ON e.start_day >= p.first_day AND e.start_day <= p.last_day
  LEFT JOIN place u ON u.unit = e.unit
  WHERE e.status IN ('arrived', 'triaged', 'in-progress', 'onleave', 'finished')
),
-- In an audience of the routine on that day. Audiences of one setting never overlap (checked before the run). What is kept
-- of each is narrow, for there are millions. `month_index` counts 1200 a year and 100 a month (2026-01-31 is
-- 2026 × 1200 + 131), so that "12 months before" is the same day of the month 12 months earlier, 1200 less; `after_…` is for how many months
-- an occasion with that result makes another needless.
visit AS (
  SELECT v.encounter AS encounter, v.patient AS patient, v.unit_no AS unit_no, v.region_no AS region_no, v.home_no AS home_no,
    CAST(v.day - 8800 * FLOOR(v.day / 10000.0) AS INTEGER) AS month_index, CAST(v.last_day - 8800 * FLOOR(v.last_day / 10000.0) AS INTEGER) AS last_index,
    CAST(CASE v.sex WHEN 'female' THEN 1 WHEN 'male' THEN 2 WHEN 'other' THEN 3 ELSE 0 END AS SMALLINT) AS sex_no,
    CAST(CASE WHEN v.age < 18 THEN 0 WHEN v.age < 30 THEN 18 WHEN v.age < 45 THEN 30 WHEN v.age < 65 THEN 45 WHEN v.age < 80 THEN 65 ELSE 80 END AS SMALLINT) AS age_band,
    CAST(v.interpreter AS SMALLINT) AS interpreter,
    CAST(a.interval_months * a.completed_by_positive AS SMALLINT) AS after_positive,
    CAST(a.interval_months * a.completed_by_negative AS SMALLINT) AS after_negative,
    CAST(a.interval_months * a.completed_by_declined AS SMALLINT) AS after_declined
  FROM visit_in v
  JOIN audience a ON a.setting = v.setting
    AND v.age >= a.age_from AND v.age <= a.age_to
    AND v.day >= a.valid_from AND v.day <= a.valid_to
    AND (a.sex = '' OR a.sex = v.sex)
),
-- Referrals the patient agreed to, and when contact was first known to have been held, from the day of the occasion on.
referred AS (
  SELECT s.result_id AS result_id,
    MIN(CASE WHEN f.contact = 'held' AND f.status NOT IN ('cancelled', 'rejected', 'entered-in-error') AND f.changed >= o.day
      THEN f.changed END) AS contact_day
  FROM referral s
  JOIN result r ON r.result_id = s.result_id
  JOIN occasion o ON o.occasion = r.occasion
  LEFT JOIN follow_up f ON f.referral = s.referral
  WHERE s.status IN ('active', 'on-hold', 'completed')
  GROUP BY s.result_id
),
-- What came of an occasion, whatever became of its result later: a referral stands although the result was taken back.
outcome AS (
  SELECT r.occasion AS occasion,
    MIN(CASE WHEN r.status IN ('final', 'amended', 'corrected')
      THEN CASE r.result WHEN 'positive' THEN 1 WHEN 'negative' THEN 2 WHEN 'declined' THEN 3 END END) AS result_rank,
    MAX(CASE WHEN s.result_id IS NULL THEN 0 ELSE 1 END) AS accepted, MIN(s.contact_day) AS contact_day
  FROM result r
  LEFT JOIN referred s ON s.result_id = r.result_id
  GROUP BY r.occasion
),
-- A result without a passed gate is not "asked". Narrow, as the visits are.
occasion_in AS (
  SELECT o.occasion AS occasion, o.patient AS patient, o.encounter AS encounter, o.day AS day,
    CAST(CASE WHEN o.gate = 0 THEN 0 ELSE 1 END AS SMALLINT) AS gate, CAST(o.offered AS SMALLINT) AS offered,
    CAST(CASE WHEN o.route = 'indication' THEN CASE WHEN o.planned = 1 THEN 2 ELSE 3 END ELSE 0 END AS SMALLINT) AS indicated,
    CAST(COALESCE(n.reason_no, 0) AS SMALLINT) AS reason_no
  FROM occasion o
  JOIN questionnaire k ON k.questionnaire = o.questionnaire
  LEFT JOIN reason n ON n.reason = o.reason
  WHERE o.status IN ('completed', 'amended') AND o.day IS NOT NULL AND o.patient IS NOT NULL
),
occasion_day AS (
  SELECT o.patient AS patient, o.encounter AS encounter, o.day AS day, o.indicated AS indicated, o.offered AS offered,
    CASE WHEN q.result_rank IS NULL THEN CASE WHEN o.reason_no = 0 THEN 6 ELSE 4 END
      WHEN o.gate = 0 THEN 5
      ELSE q.result_rank END AS state,
    CASE WHEN q.result_rank IS NULL THEN o.reason_no ELSE 0 END AS reason_no,
    COALESCE(q.accepted, 0) AS accepted, q.contact_day AS contact_day
  FROM occasion_in o
  LEFT JOIN outcome q ON q.occasion = o.occasion
),
-- Day numbers (Gregorian, any epoch) for "within 30 days".
occasion_number AS (
  SELECT o.patient AS patient, o.encounter AS encounter, o.indicated AS indicated,
    o.offered AS offered, o.day AS day, o.state AS state, o.reason_no AS reason_no, o.accepted AS accepted,
    FLOOR(o.day / 10000.0) - CASE WHEN MOD(CAST(FLOOR(o.day / 100.0) AS INTEGER), 100) <= 2 THEN 1 ELSE 0 END AS y1,
    MOD(CAST(FLOOR(o.day / 100.0) AS INTEGER), 100) AS m1, MOD(o.day, 100) AS d1,
    o.contact_day AS contact_day,
    FLOOR(o.contact_day / 10000.0) - CASE WHEN MOD(CAST(FLOOR(o.contact_day / 100.0) AS INTEGER), 100) <= 2 THEN 1 ELSE 0 END AS y2,
    MOD(CAST(FLOOR(o.contact_day / 100.0) AS INTEGER), 100) AS m2, MOD(o.contact_day, 100) AS d2
  FROM occasion_day o
),
occasion_state AS (
  SELECT o.patient AS patient, o.encounter AS encounter,
    CAST(o.day - 8800 * FLOOR(o.day / 10000.0) AS INTEGER) AS month_index,
    CAST(o.state AS SMALLINT) AS state,
    o.indicated AS indicated,
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
-- What happened at the visit itself: an occasion that names it, or one without a visit on a day of it. And whether the person
-- was asked before, within the interval, somewhere else: not due.
happened AS (
  SELECT v.encounter AS encounter,
    MIN(CASE WHEN o.encounter = v.encounter OR (o.encounter IS NULL AND o.month_index >= v.month_index) THEN o.packed END) AS packed,
    MAX(CASE WHEN o.encounter <> v.encounter OR (o.encounter IS NULL AND o.month_index < v.month_index) THEN 1 ELSE 0 END) AS asked
  FROM visit v JOIN occasion_state o ON o.patient = v.patient
  WHERE o.encounter = v.encounter
    OR (o.encounter IS NULL AND o.month_index >= v.month_index AND o.month_index <= v.last_index)
    OR ((o.encounter IS NOT NULL OR o.month_index < v.month_index) AND o.month_index <= v.month_index
      AND o.month_index > v.month_index - 100 * CASE o.state WHEN 1 THEN v.after_positive WHEN 2 THEN v.after_negative WHEN 3 THEN v.after_declined ELSE 0 END)
  GROUP BY v.encounter
),
visit_packed AS (
  SELECT v.unit_no AS unit_no, v.region_no AS region_no, v.month_index AS month_index, v.sex_no AS sex_no, v.age_band AS age_band,
    v.home_no AS home_no, v.interpreter AS interpreter,
    COALESCE(h.packed, 6009) AS packed, COALESCE(h.asked, 0) AS asked_before
  FROM visit v
  LEFT JOIN happened h ON h.encounter = v.encounter
),
visit_state AS (
  SELECT v.unit_no AS unit_no, v.region_no AS region_no,
    CAST(FLOOR((v.month_index + 8800 * FLOOR((v.month_index - 100) / 1200.0)) / 100.0) AS INTEGER) AS month,
    v.sex_no AS sex_no, v.age_band AS age_band, v.home_no AS home_no, v.interpreter AS interpreter,
    CAST(CASE WHEN v.asked_before = 1 AND v.packed >= 4000 THEN 7 ELSE FLOOR(v.packed / 1000.0) END AS SMALLINT) AS state,
    CAST(CASE WHEN v.packed >= 4000 AND v.packed < 5000 AND v.asked_before = 0 THEN MOD(CAST(FLOOR(v.packed / 10.0) AS INTEGER), 100) ELSE 0 END AS SMALLINT) AS reason_no,
    CAST(MOD(v.packed, 10) AS SMALLINT) AS support
  FROM visit_packed v
),
-- Persons: those with a visit in an audience; asked at least once in the 12 months that end with the last one.
person_last AS (
  SELECT v.patient AS patient, MAX(v.month_index) AS month_index, MAX(v.age_band) AS age_band, MAX(v.sex_no) AS sex_no
  FROM visit v GROUP BY v.patient
),
person_asked AS (
  SELECT p.patient AS patient, MIN(o.state) AS state
  FROM person_last p JOIN occasion_state o ON o.patient = p.patient
  WHERE o.state <= 3 AND o.month_index <= p.month_index AND o.month_index > p.month_index - 1200
  GROUP BY p.patient
),
person_state AS (
  SELECT p.sex_no AS sex_no, p.age_band AS age_band, COALESCE(a.state, 6) AS state
  FROM person_last p LEFT JOIN person_asked a ON a.patient = p.patient
),
-- Occasions on indication in the period that ended without asking and without a named person and a day.
indication AS (
  SELECT CASE WHEN o.state <= 3 THEN 1 ELSE o.indicated END AS state
  FROM occasion_state o
  JOIN params p ON o.month_index >= CAST(p.first_day - 8800 * FLOOR(p.first_day / 10000.0) AS INTEGER) AND o.month_index <= CAST(p.last_day - 8800 * FLOOR(p.last_day / 10000.0) AS INTEGER)
  WHERE o.indicated > 0
),
-- Every table of the release in one pass over the visits, and one over the persons.
visit_count AS (
  SELECT CASE WHEN GROUPING(v.unit_no) = 0 THEN 'unit-month' WHEN GROUPING(v.region_no) = 0 THEN 'region-month'
      WHEN GROUPING(v.reason_no) = 0 THEN 'reason' WHEN GROUPING(v.sex_no) = 0 THEN 'sex' WHEN GROUPING(v.age_band) = 0 THEN 'age'
      WHEN GROUPING(v.home_no) = 0 THEN 'municipality' ELSE 'interpreter' END AS release,
    COALESCE(v.unit_no, v.region_no, v.home_no, v.interpreter, 0) AS place, COALESCE(v.month, v.age_band, 0) AS bucket,
    v.sex_no AS sex_no, v.state AS state, COALESCE(v.support, v.reason_no, 0) AS detail, COUNT(*) AS n
  FROM visit_state v
  GROUP BY GROUPING SETS ((v.unit_no, v.month, v.state), (v.region_no, v.month, v.state, v.support), (v.reason_no, v.state),
    (v.sex_no, v.state), (v.age_band, v.state), (v.home_no, v.state), (v.interpreter, v.state))
),
person_count AS (
  SELECT CASE WHEN GROUPING(p.sex_no) = 0 THEN 'person-sex' WHEN GROUPING(p.age_band) = 0 THEN 'person-age' ELSE 'person' END AS release,
    COALESCE(p.age_band, 0) AS bucket, p.sex_no AS sex_no, p.state AS state, COUNT(*) AS n
  FROM person_state p
  GROUP BY GROUPING SETS ((p.state), (p.sex_no, p.state), (p.age_band, p.state))
),
counted AS (
  SELECT v.release AS release, v.place AS place, v.bucket AS bucket, v.sex_no AS sex_no, v.state AS state, v.detail AS detail, v.n AS n
  FROM visit_count v WHERE v.release <> 'reason' OR v.state = 4
  UNION ALL
  SELECT p.release, 0, p.bucket, p.sex_no, p.state, 0, p.n
  FROM person_count p
  UNION ALL
  SELECT 'indication', 0, 0, NULL, i.state, 0, COUNT(*)
  FROM indication i GROUP BY i.state
)
SELECT c.release AS release, CAST(c.place AS INTEGER) AS place, CAST(c.bucket AS INTEGER) AS bucket,
  CASE c.sex_no WHEN 0 THEN 'unknown' WHEN 1 THEN 'female' WHEN 2 THEN 'male' WHEN 3 THEN 'other' ELSE '' END AS category,
  CAST(c.state AS INTEGER) AS state, CAST(c.detail AS INTEGER) AS detail, CAST(c.n AS BIGINT) AS n
FROM counted c
