import type { LineFault } from './fault-proxy.ts';

function http(status: number, type: string, body: string, more = ''): string {
  // Browsers hear of an answer from another origin only where it says that they may.
  const open = 'Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: *\r\n';
  const head = `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nConnection: close\r\n${open}${more}`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const fhir = 'application/fhir+json';
const refusal = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing' }],
});
const bo = JSON.stringify({
  resourceType: 'Observation',
  id: 'b',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: 'Patient/bo' },
});
const status = (code: number, more?: string, done = false): LineFault => ({
  kind: 'instead',
  answer: http(code, fhir, refusal, more),
  done,
});

/** What happens outside the line: to the window, the chart, the clock or the server. */
export type WorldFault =
  | 'changed by another'
  | 'killed'
  | 'second window'
  | 'patient switched'
  | 'user switched'
  | 'eight hours asleep'
  | 'batch in part'
  | 'index behind'
  | 'refresh revoked';

/** F1 to F28 of the reference matrix: something on the line, or something in the world. */
export const faults: readonly (readonly [name: string, fault: LineFault | WorldFault])[] = [
  ['F1 connect refused', { kind: 'refuse' }],
  ['F2 TLS failure', { kind: 'tls-alert' }],
  ['F3 lost before delivery', { kind: 'drop-before' }],
  ['F4 lost after commit', { kind: 'drop-after' }],
  ['F5 timeout, then late commit', { kind: 'late', ms: 700 }],
  ['F6 delivered twice', { kind: 'twice' }],
  ['F7 truncated body', { kind: 'cut', bytes: 120 }],
  [
    'F8 200 with a page',
    { kind: 'instead', answer: http(200, 'text/html', '<p>hej'), done: false },
  ],
  ['F9 422', status(422)],
  ['F10 401', status(401)],
  ['F11 403', status(403)],
  ['F12 404', status(404)],
  ['F13 409', status(409)],
  ['F14 412 without cause', status(412)],
  ['F15 412 with cause', 'changed by another'],
  ['F16 429', status(429, 'Retry-After: 1\r\n')],
  ['F17 500 before commit', status(500)],
  ['F18 503 after commit', status(503, '', true)],
  ['F19 trickle', { kind: 'trickle' }],
  ['F20 window killed', 'killed'],
  ['F21 second window', 'second window'],
  ['F22 patient switched', 'patient switched'],
  ['F23 user switched', 'user switched'],
  ['F24 eight hours asleep', 'eight hours asleep'],
  ['F25 about another patient', { kind: 'instead', answer: http(200, fhir, bo), done: false }],
  ['F26 batch in part', 'batch in part'],
  ['F27 index behind', 'index behind'],
  ['F28 refresh revoked', 'refresh revoked'],
];
