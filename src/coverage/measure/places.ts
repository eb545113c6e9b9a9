import type { Row } from '../engine/engine.ts';

/** A clinic; `no` is its number in the measure, 0 being visits whose clinic is not known. */
export type Unit = {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly setting: string | undefined;
  readonly region: number;
};

export type Region = { readonly no: number; readonly id: string; readonly name: string };

export type Places = { readonly units: readonly Unit[]; readonly regions: readonly Region[] };

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Clinics and regions from the staged `unit` table, numbered in the order of their ids. */
export function places(rows: readonly Row[], regionOfRoutine: string): Places {
  const sorted = rows.toSorted((a, b) => (String(a['unit']) < String(b['unit']) ? -1 : 1));
  const names = new Map(sorted.map((row) => [String(row['unit']), text(row['name'])]));
  const ids = [
    ...new Set(sorted.map((row) => text(row['region'])).filter((id) => id !== undefined)),
  ];
  const regions = [
    { no: 0, id: '', name: regionOfRoutine },
    ...ids.sort().map((id, index) => ({ no: index + 1, id, name: names.get(id) ?? id })),
  ];
  const clinics = sorted.filter((row) => !ids.includes(String(row['unit'])));
  const units = clinics.map((row, index) => ({
    no: index + 1,
    id: String(row['unit']),
    name: text(row['name']) ?? String(row['unit']),
    setting: text(row['setting']),
    region: regions.find(({ id }) => id === (text(row['region']) ?? ''))?.no ?? 0,
  }));
  return { units, regions };
}
