import type { Duck } from '../../src/coverage/engine/duckdb.ts';
import { pseudonymSql } from '../../src/coverage/staging/pseudonym.ts';

/**
 * The same tables as our views give, as somebody would write them by hand for DuckDB; pseudonyms as well. Without a key
 * identifiers stay as they are, which shows what pseudonyms cost.
 */
export async function handWritten(
  duck: Duck,
  from: string,
  to: string,
  key: string | undefined,
): Promise<void> {
  const p = (sql: string): string => (key === undefined ? sql : pseudonymSql(sql, key));
  const day = (sql: string): string => `CAST(replace(substr(${sql}, 1, 10), '-', '') AS INTEGER)`;
  const id = (field: string): string => p(`split_part(${field}, '/', 2)`);
  const read = (type: string, columns: string): string =>
    `read_json('${from}/${type}.ndjson', format = 'newline_delimited', columns = ${columns})`;
  const meta = "meta: 'STRUCT(lastUpdated VARCHAR)'";
  const items =
    "item: 'STRUCT(linkId VARCHAR, item STRUCT(linkId VARCHAR, answer STRUCT(valueBoolean BOOLEAN, valueCoding STRUCT(system VARCHAR, code VARCHAR))[])[])[]'";
  const selects: Readonly<Record<string, string>> = {
    patient: `SELECT ${p('id')} AS patient, meta.lastUpdated AS updated, ${day('birthDate')} AS birth, gender AS sex, address[1].district AS home, len(extension) AS interpreter, len(meta.security) AS protected FROM ${read('Patient', "{id: 'VARCHAR', meta: 'STRUCT(lastUpdated VARCHAR, security STRUCT(system VARCHAR, code VARCHAR)[])', birthDate: 'VARCHAR', gender: 'VARCHAR', address: 'STRUCT(\"use\" VARCHAR, district VARCHAR)[]', extension: 'STRUCT(url VARCHAR, valueBoolean BOOLEAN)[]'}")}`,
    encounter: `SELECT ${p('id')} AS encounter, meta.lastUpdated AS updated, ${id('subject.reference')} AS patient, split_part(serviceProvider.reference, '/', 2) AS unit, status, class.code AS class, ${day('period.start')} AS start_day, ${day('period."end"')} AS end_day FROM ${read('Encounter', `{id: 'VARCHAR', ${meta}, subject: 'STRUCT(reference VARCHAR)', serviceProvider: 'STRUCT(reference VARCHAR)', status: 'VARCHAR', class: 'STRUCT(code VARCHAR)', period: 'STRUCT("start" VARCHAR, "end" VARCHAR)'}`)}`,
    occasion: `SELECT ${p('id')} AS occasion, meta.lastUpdated AS updated, ${id('subject.reference')} AS patient, ${id('encounter.reference')} AS encounter, split_part(questionnaire, '|', 1) AS questionnaire, status, ${day('authored')} AS day, list_filter(meta.tag, lambda t: t.system LIKE '%route')[1].code AS route, len(list_filter(g, lambda x: x.answer[1].valueBoolean)) AS gate, list_filter(g, lambda x: x.linkId = 'gate.reason')[1].answer[1].valueCoding.code AS reason, len(list_filter(g, lambda x: x.linkId LIKE 'gate.next%')) AS planned, len(list_filter(item, lambda x: x.linkId = 'support' AND x.item IS NOT NULL)) AS offered FROM (SELECT *, list_filter(item, lambda x: x.linkId = 'gate')[1].item AS g FROM ${read('QuestionnaireResponse', `{id: 'VARCHAR', meta: 'STRUCT(lastUpdated VARCHAR, tag STRUCT(system VARCHAR, code VARCHAR)[])', subject: 'STRUCT(reference VARCHAR)', encounter: 'STRUCT(reference VARCHAR)', questionnaire: 'VARCHAR', status: 'VARCHAR', authored: 'VARCHAR', ${items}}`)})`,
    result: `SELECT ${p('id')} AS result_id, meta.lastUpdated AS updated, ${id('derivedFrom[1].reference')} AS occasion, status, coalesce(valueCodeableConcept.coding[1].code, dataAbsentReason.coding[2].code) AS result FROM ${read('Observation', `{id: 'VARCHAR', ${meta}, derivedFrom: 'STRUCT(reference VARCHAR)[]', status: 'VARCHAR', valueCodeableConcept: 'STRUCT(coding STRUCT(system VARCHAR, code VARCHAR)[])', dataAbsentReason: 'STRUCT(coding STRUCT(system VARCHAR, code VARCHAR)[])'}`)}`,
    referral: `SELECT ${p('id')} AS referral, ${id('reasonReference[1].reference')} AS result_id, status FROM ${read('ServiceRequest', "{id: 'VARCHAR', reasonReference: 'STRUCT(reference VARCHAR)[]', status: 'VARCHAR'}")}`,
    follow_up: `SELECT ${p('id')} AS task, ${id('focus.reference')} AS referral, status, ${day('lastModified')} AS changed, output[1].valueCodeableConcept.coding[1].code AS contact FROM ${read('Task', "{id: 'VARCHAR', focus: 'STRUCT(reference VARCHAR)', status: 'VARCHAR', lastModified: 'VARCHAR', output: 'STRUCT(valueCodeableConcept STRUCT(coding STRUCT(code VARCHAR)[]))[]'}")}`,
  };
  for (const [table, select] of Object.entries(selects)) {
    await duck.run(
      `COPY (${select}) TO '${to}/hand-${table}.parquet' (FORMAT parquet, COMPRESSION zstd)`,
    );
  }
}
