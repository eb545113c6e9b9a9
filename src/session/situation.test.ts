import { describe, expect, test } from 'vitest';
import { type FhirReply, type Patient, TransportError } from '../fhir/index.ts';
import { type Situation, watch } from './situation.ts';
import type { TokenAnswer } from './token-endpoint.ts';

const anna: Situation = {
  issuer: 'https://ehr.example/fhir',
  patient: 'Patient/anna',
  name: 'Anna Prov',
  birthDate: '1985-11-22',
  encounter: 'Encounter/today',
  user: 'Practitioner/siv',
};
const chart: Patient = { resourceType: 'Patient', id: 'anna', name: [{ text: 'Anna Prov' }] };

const answering = (reply: FhirReply | TransportError) => async (): Promise<FhirReply> => {
  if (reply instanceof TransportError) throw reply;
  return reply;
};

async function afterReading(reply: FhirReply | TransportError): Promise<Situation | undefined> {
  const watching = watch(anna, answering(reply), 'siv');
  await watching.lookAgain();
  return watching.situation();
}

describe('the patient is read anew', () => {
  test('and is the same', async () => {
    const resource = { ...chart, birthDate: '1985-11-22' };
    expect(await afterReading({ status: 200, resource })).toEqual(anna);
  });

  test('and has another name, or no birth date any more', async () => {
    const resource = { ...chart, name: [{ text: 'Beata Prov' }] };
    const { birthDate: _, ...rest } = anna;
    expect(await afterReading({ status: 200, resource })).toEqual({ ...rest, name: 'Beata Prov' });
  });

  test('and the chart has been put together with another', async () => {
    const link = [{ type: 'replaced-by' as const, other: { reference: 'Patient/other' } }];
    const now = await afterReading({ status: 200, resource: { ...chart, link } });
    expect(now?.patient).toBe('Patient/other');
  });

  test.each([404, 410])('and is gone (%i): nobody is in context', async (status) => {
    expect(await afterReading({ status })).toBeUndefined();
  });

  test('and somebody else is answered: nobody is in context', async () => {
    expect(await afterReading(new TransportError('wrong-patient'))).toBeUndefined();
  });

  test('and the EHR is busy, or will not say: as it was', async () => {
    expect(await afterReading({ status: 503 })).toEqual(anna);
    expect(await afterReading({ status: 403 })).toEqual(anna);
  });

  test('without an answer nothing is known, and whoever asked is told', async () => {
    const watching = watch(anna, answering(new TransportError('unreachable')), 'siv');
    await expect(watching.lookAgain()).rejects.toThrow('unreachable');
    expect(watching.situation()).toEqual(anna);
  });
});

const part = (content: object): string =>
  Buffer.from(JSON.stringify(content)).toString('base64url');
const idToken = (sub: string): string =>
  [part({ alg: 'RS256' }), part({ sub }), part({})].join('.');

describe('a renewed token', () => {
  const afterHearing = (said: object): Situation | undefined => {
    const watching = watch(anna, answering({ status: 500 }), 'siv');
    watching.hear({ access_token: 'a', token_type: 'Bearer', ...said } as TokenAnswer);
    return watching.situation();
  };

  test.each([
    ['says nothing of the situation', {}, anna],
    ['is for the same', { patient: 'anna', encounter: 'today', id_token: idToken('siv') }, anna],
    ['is for another patient', { patient: 'bea' }, { ...anna, patient: 'Patient/bea' }],
    ['is for another visit', { encounter: 'other' }, { ...anna, encounter: 'Encounter/other' }],
    ['is for somebody else at the keyboard', { id_token: idToken('eva') }, undefined],
    ['is for a patient who cannot be read', { patient: 'a/b' }, undefined],
  ])('%s', (_, said, expected) => {
    const now = afterHearing(said);
    if (expected === undefined) expect(now).not.toEqual(anna);
    else expect(now).toEqual(expected);
  });
});
