import { bundle, call, finding, panel, visit } from '../cds/chart.ts';

const filler = (resource: object): object => ({
  ...resource,
  text: { status: 'generated', div: `<div>${'x'.repeat(220)}</div>` },
});

const patient = {
  resourceType: 'Patient',
  id: 'anna',
  birthDate: '1985-03-02',
  gender: 'female',
};

/** A patient-view call of about 5 KB, as in the reference measurement: history and findings prefetched. */
export const body = JSON.stringify(
  call({
    prefetch: {
      patient: filler(patient),
      encounter: filler(visit()),
      occasions: bundle(
        filler(panel('2024-03-01T10:00:00+01:00', 'negative')),
        filler(panel('2023-03-01T10:00:00+01:00', 'declined')),
        filler(panel('2022-03-01T10:00:00+01:00', 'not-asked')),
      ),
      findings: bundle(
        ...['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01'].map((day) =>
          filler(finding('other', day)),
        ),
      ),
    },
  }),
);

/** The bytes of one request on a kept connection. */
export function request(path: string, token?: string): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    'Host: cds.bench',
    'Content-Type: application/json',
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
