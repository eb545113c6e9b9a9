import { describe, expect, test } from 'vitest';
import { TransportError } from '../fhir/index.ts';
import { bind, type Mismatch, mismatches, type Situation } from './binding.ts';
import { modelServer } from './cases/model-server.ts';
import { sent, sets } from './cases/sending.ts';

const anna: Situation = {
  issuer: 'https://ehr.example/fhir',
  patient: 'Patient/anna',
  name: 'Anna Prov',
  birthDate: '1980-01-01',
  encounter: 'Encounter/visit',
  user: 'Practitioner/siv',
};
const { birthDate: _, encounter: __, ...bare } = anna;

describe('what is no longer as it was', () => {
  test.each<[string, Situation | undefined, readonly Mismatch[]]>([
    ['nothing', { ...anna }, []],
    [
      'the chart shows another',
      { ...anna, patient: 'Patient/bo', name: 'Bo' },
      ['patient', 'name'],
    ],
    ['the same id, another name', { ...anna, name: 'Anna Annan' }, ['name']],
    ['the same name, another birth date', { ...anna, birthDate: '1981-01-01' }, ['birthDate']],
    ['another visit', { ...anna, encounter: 'Encounter/next' }, ['encounter']],
    ['a colleague signed in', { ...anna, user: 'Practitioner/eva' }, ['user']],
    ['another server', { ...anna, issuer: 'https://other.example/fhir' }, ['issuer']],
    ['birth date and visit have gone', bare, ['birthDate', 'encounter']],
    ['nobody is in context', undefined, ['patient']],
  ])('%s', (_name, now, differs) => {
    expect(mismatches(anna, now)).toEqual(differs);
  });
});

function opened(after: number, then: Situation | undefined) {
  const server = modelServer([]);
  const told: (readonly Mismatch[])[] = [];
  let looks = 0;
  const current = () => {
    looks += 1;
    return looks > after ? then : anna;
  };
  const binding = bind(anna, { current, onFrozen: (differs) => told.push(differs) });
  return { server, told, binding };
}

describe('when the chart is changed while the form is open', () => {
  const bo = { ...anna, patient: 'Patient/bo' };

  test('before it is saved: nothing leaves, and it is said', async () => {
    const { server, told, binding } = opened(0, bo);
    const transport = binding.guard(server.transport);
    const { final } = await sent({ ...server, transport });
    expect(final).toMatchObject({ state: 'conflict', why: 'other-patient' });
    expect(server.requests).toEqual([]);
    expect(told).toEqual([['patient']]);
  });

  test('between the look and the send: nothing is written', async () => {
    const { server, binding } = opened(2, bo);
    await sent({ ...server, transport: binding.guard(server.transport) });
    expect(server.stored()).toEqual([]);
  });

  test('between the send and its answer: it is not called saved', async () => {
    const { server, binding } = opened(3, bo);
    const { final } = await sent({ ...server, transport: binding.guard(server.transport) });
    expect(sets(server)).toBe(1);
    expect(final.state).toBe('conflict');
  });

  test('at focus it freezes for ever, also when the first chart is back', async () => {
    const looks: (Situation | undefined)[] = [anna, bo, anna];
    const told: unknown[] = [];
    const current = () => looks.shift();
    const { check } = bind(anna, { current, onFrozen: (differs) => told.push(differs) });
    expect([check(), check(), check()]).toEqual([true, false, false]);
    expect(told.length).toBe(1);
  });

  test('an answer about somebody else freezes it too', async () => {
    const { told, binding } = opened(99, undefined);
    const transport = binding.guard(async () => {
      throw new TransportError('wrong-patient');
    });
    await expect(transport({ method: 'GET', path: 'Patient/anna' })).rejects.toThrow(
      'wrong-patient',
    );
    expect(binding.check()).toBe(false);
    expect(told).toEqual([['patient']]);
  });
});
