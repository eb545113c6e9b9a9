import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { monthsLater, type Pack } from '../../routine/index.ts';
import type { Figure } from '../measure/figures.ts';
import type { Period } from '../measure/period.ts';
import { organization, regionOrganization, resourcesOf } from './fhir.ts';
import type { Clinic } from './model.ts';
import { personOf, type World } from './people.ts';
import { chanceFrom } from './random.ts';
import { truth } from './truth.ts';

export type SynthOptions = {
  readonly patients: number;
  readonly seed: number;
  readonly out: string;
  readonly pack: Pack;
  readonly period: Period;
  readonly clinics?: number;
  readonly progress?: (done: number, of: number) => void;
};

/**
 * Writes a made-up export as NDJSON, one file a resource type, and `truth.json`: the numbers that must come
 * out of it. Everything follows from the seed.
 */
export async function synthesise(options: SynthOptions): Promise<readonly Figure[]> {
  const { patients, out, pack, period } = options;
  await mkdir(out, { recursive: true });
  const world = worldOf(options);
  const known = truth({ pack, period, clinics: world.clinics });
  const outputs = new Map<string, WriteStream>();
  const write = async (type: string, lines: readonly object[]): Promise<void> => {
    const stream = outputs.get(type) ?? createWriteStream(join(out, `${type}.ndjson`), ahead);
    outputs.set(type, stream);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (!stream.write(text)) await once(stream, 'drain');
  };
  await write('Organization', [
    ...[0, 1, 2].map(regionOrganization),
    ...world.clinics.map(organization),
  ]);
  const questionnaire = pack.audiences[0]?.questionnaire ?? '';
  for (let number = 0; number < patients; number += 1) {
    const person = personOf(number, world);
    known.count(person);
    const made = resourcesOf({ pack, clinics: world.clinics, person, questionnaire });
    for (const [type, lines] of Object.entries(made)) {
      if (lines.length > 0) await write(type, lines);
    }
    if (number % 5000 === 4999) options.progress?.(number + 1, patients);
  }
  await Promise.all([...outputs.values()].map((stream) => finished(stream.end())));
  const figures = known.figures();
  await writeFile(join(out, 'truth.json'), `${JSON.stringify({ period, figures }, null, 1)}\n`);
  return figures;
}

/** Written in large pieces, so that the writing seldom waits. */
const ahead = { highWaterMark: 1 << 20 };

const regions = 3;
const patientsAClinic = 1500;

/** So often a clinic is an emergency department, whose rule is another than the others'. */
const everyEmergency = 5;

function worldOf({ patients, seed, clinics, pack, period }: SynthOptions): World {
  const chance = chanceFrom(seed);
  const many = clinics ?? Math.min(120, Math.max(6, Math.ceil(patients / patientsAClinic)));
  const all = Array.from({ length: many }, (_, index): Clinic => {
    const emergency = index % everyEmergency === everyEmergency - 1;
    return {
      id: `clinic-${String(index + 1).padStart(3, '0')}`,
      name: `Påhittad ${emergency ? 'akutmottagning' : 'vårdcentral'} ${index + 1}`,
      setting: emergency ? 'emergency' : 'primary-care',
      region: index % regions,
      asks: 0.2 + chance.fraction() * 0.4,
      drift: chance.fraction() * 0.02,
    };
  });
  const [first, ...rest] = all;
  if (first === undefined) throw new RangeError('at least one clinic');
  return {
    seed,
    clinics: [first, ...rest],
    municipalities: pack.municipalities.length,
    from: monthsLater(period.from, -12),
    to: period.to,
  };
}
