import { isResourceType } from '@medplum/core';
import { refuse } from '../fhir-api/index.ts';

/** What a kick-off asks for (Bulk Data Access 2.0, "Query parameters"). */
export type Asked = {
  readonly types: readonly string[] | undefined;
  /** Milliseconds since 1970; everything changed or deleted after it. */
  readonly since: number | undefined;
  /** The id of a group of patients. */
  readonly group: string | undefined;
};

const formats = ['application/fhir+ndjson', 'application/ndjson', 'ndjson'];
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Strict: a parameter this server does not know is refused, never passed over. */
export function askedIn(query: URLSearchParams, headers: Headers, group?: string): Asked {
  if (!headers.get('prefer')?.includes('respond-async')) {
    throw refuse(400, 'invalid', 'Prefer: respond-async is needed');
  }
  if (!/application\/fhir\+json|\*\/\*/.test(headers.get('accept') ?? '*/*')) {
    throw refuse(406, 'not-supported', 'Accept must allow application/fhir+json');
  }
  for (const name of new Set(query.keys())) {
    if (!['_outputFormat', '_since', '_type'].includes(name)) {
      throw refuse(400, 'not-supported', `The parameter ${name} is not supported`, name);
    }
  }
  const format = query.get('_outputFormat');
  if (format !== null && !formats.includes(format)) {
    throw refuse(400, 'not-supported', 'Only NDJSON is written', '_outputFormat');
  }
  return { types: typesIn(query), since: sinceIn(query.get('_since')), group };
}

function typesIn(query: URLSearchParams): readonly string[] | undefined {
  const named = query.getAll('_type').flatMap((each) => each.split(','));
  if (named.length === 0) return undefined;
  const unknown = named.find((each) => !isResourceType(each));
  if (unknown === undefined) return [...new Set(named)];
  throw refuse(400, 'not-supported', `There is no resource type "${unknown}"`, '_type');
}

function sinceIn(text: string | null): number | undefined {
  if (text === null) return undefined;
  const time = instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw refuse(400, 'value', '_since is an instant', '_since');
  return time;
}
