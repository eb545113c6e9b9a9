import { describe, expect, test } from 'vitest';
import { type Cell, openCell, type Way } from '../../test/matrix/cell.ts';
import { capabilityOf, type Profile, profiles } from '../../test/matrix/fhir-server.ts';
import { noteOf, recordOf } from '../../test/simulation/occasion.ts';
import { counting } from '../../test/simulation/window.ts';
import type { Bundle, CapabilityStatement, Transport } from '../fhir/index.ts';
import cases from './cases/profiles.json' with { type: 'json' };
import { chooseWay, type Parcel, submit } from './index.ts';

const occasion = { key: 'k', patient: 'Patient/anna' };
const noFault = undefined;

type Case = { readonly server: Profile['name']; readonly way: Way };

async function at<T>({ server, way }: Case, does: (cell: Cell) => Promise<T>): Promise<T> {
  const cell = await openCell(way, noFault, undefined, profiles[server]);
  try {
    return await does(cell);
  } finally {
    await cell.close();
  }
}

const mains = ({ server }: Cell): number =>
  counting(server.model.stored(), occasion.key).filter(
    ({ resourceType }) =>
      resourceType === 'QuestionnaireResponse' || resourceType === 'DocumentReference',
  ).length;

/** A window of its own sends it; it may die at its so-manyth request, before or after that reaches the server. */
async function send(
  cell: Cell,
  parcel: Parcel,
  dies?: { readonly at: number; readonly sent: boolean },
) {
  const { ports } = cell.window();
  let asked = 0;
  let died: (last: 'died') => void = () => undefined;
  const death = new Promise<'died'>((resolve) => {
    died = resolve;
  });
  const transport: Transport = async (request) => {
    asked += 1;
    if (dies === undefined || asked < dies.at) return ports.transport(request);
    if (asked === dies.at && dies.sent) await ports.transport(request);
    died('died');
    return new Promise(() => undefined);
  };
  const done = submit(parcel, { ...ports, transport }, () => undefined).then((final) => {
    const certain = final.state === 'not-saved' && final.certain ? ' certain' : '';
    return 'why' in final ? `${final.state} ${final.why}${certain}` : final.state;
  });
  return { end: await Promise.race([done, death]), asked };
}

const fresh = (cell: Cell): Parcel => ({ ...cell.parcel, fresh: true });

describe.each(Object.values(profiles))('$name, over sockets', (profile) => {
  test('says what it can, and the way and every reason come out as data', () =>
    at({ server: profile.name, way: 'transaction' }, async ({ server }) => {
      const reply = await fetch(`http://127.0.0.1:${server.port}/fhir/metadata`);
      const capability = (await reply.json()) as CapabilityStatement;
      expect(capability).toEqual(capabilityOf(profile));
      const prepared = { singles: true, document: true };
      const chosen = chooseWay(capability, () => true, recordOf(occasion, 'a'), prepared);
      expect(chosen.way).toBe(cases.find(({ server }) => server === profile.name)?.chosen);
      if (chosen.way !== 'transaction') {
        expect(chosen.because.map(({ code }) => code)).toContain('server-cannot');
      }
    }));

  test('the note alone: nothing is asked of the server', () =>
    at({ server: profile.name, way: 'transaction' }, async (cell) => {
      const { way } = chooseWay(undefined, () => true, recordOf(occasion, 'a'));
      expect(way).toBe('note');
      expect(cell.server.model.stored()).toEqual([]);
    }));
});

describe.each(cases)('$server, sent as $way', ({ server, way, end }) => {
  const given = { server, way } as Case;
  const wanted = end === 'saved' ? 1 : 0;

  test(`${end}, and that is what stands there`, () =>
    at(given, async (cell) => {
      expect((await send(cell, fresh(cell))).end).toBe(end);
      if (!end.includes('partly')) expect(mains(cell)).toBe(wanted);
    }));

  test.each([[false], [true]])(
    'a window that dies at any request (reached the server: %s) is taken up by the next, once',
    async (sent) => {
      const { asked } = await at(given, (cell) => send(cell, fresh(cell)));
      for (let step = 1; step <= asked; step += 1) {
        await at(given, async (cell) => {
          await send(cell, fresh(cell), { at: step, sent });
          const next = await send(cell, cell.parcel);
          // The next one cannot know what the first had on its way, so it is never certain of a no.
          const expected = end.includes('partly') ? end : end.replace(' certain', '');
          expect(`${step}: ${next.end}`).toBe(`${step}: ${expected}`);
          if (!end.includes('partly')) expect(mains(cell)).toBe(wanted);
        });
      }
    },
  );
});

describe('where only forms that exist there are taken', () => {
  const alone = (bundle: Bundle): Bundle => ({
    ...bundle,
    entry: (bundle.entry ?? []).filter(
      ({ resource }) => resource?.resourceType === 'QuestionnaireResponse',
    ),
  });
  const parcelOf = (bundle: Bundle): Parcel => ({
    ...occasion,
    bundle,
    way: 'singles',
    fresh: true,
  });
  const cosmic: Case = { server: 'cosmic-like', way: 'singles' };

  test('the answers to a form that exists are saved by themselves', () =>
    at(cosmic, async (cell) => {
      const parcel = parcelOf(alone(recordOf(occasion, 'a')));
      expect((await send(cell, parcel)).end).toBe('saved');
      expect((await send(cell, parcel)).end).toBe('saved');
      expect(mains(cell)).toBe(1);
    }));

  test('answers to any other form are not, and that is certain', () =>
    at(cosmic, async (cell) => {
      const text = JSON.stringify(alone(recordOf(occasion, 'a')));
      const other = JSON.parse(text.replace('Questionnaire/one', 'Questionnaire/other')) as Bundle;
      expect((await send(cell, parcelOf(other))).end).toBe('not-saved rejected certain');
      expect(mains(cell)).toBe(0);
    }));
});

test('a note goes where 201 is empty and conditions are not heeded: once, however often it is sent', () =>
  at({ server: 'oracle-like', way: 'document' }, async (cell) => {
    const parcel = { ...occasion, bundle: noteOf(occasion, 'a'), way: 'singles' } as const;
    expect((await send(cell, parcel)).end).toBe('saved');
    expect((await send(cell, parcel)).end).toBe('saved');
    expect(mains(cell)).toBe(1);
  }));
