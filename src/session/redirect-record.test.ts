import { describe, expect, test } from 'vitest';
import type { BrowserPorts } from './browser-ports.ts';
import { checkStorage, keepRecord, type RedirectRecord, takeRecord } from './redirect-record.ts';

function tab() {
  const stored = new Map<string, string>();
  const clock = { now: 1_000_000 };
  const ports: BrowserPorts = {
    fetch,
    location: { href: 'https://app.example/', replace: () => undefined },
    replaceAddress: () => undefined,
    storage: () => ({
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    }),
    crypto: globalThis.crypto,
    now: () => clock.now,
  };
  return { ports, stored, clock };
}

const record: RedirectRecord = {
  state: 's',
  nonce: 'n',
  verifier: 'v',
  fhirBase: 'https://ehr.example/fhir',
  clientId: 'app',
  redirectUrl: 'https://app.example/launch/app.html',
  scope: 'launch',
  tokenEndpoint: 'https://ehr.example/token',
  namesItself: false,
  begunAt: 1_000_000,
};

describe('what is remembered while the person logs in', () => {
  test('is read once and gone', () => {
    const { ports, stored } = tab();
    keepRecord(ports, record);
    expect(takeRecord(ports)).toEqual(record);
    expect(stored.size).toBe(0);
    expect(takeRecord(ports)).toBeUndefined();
  });

  test.each([
    ['five minutes', 300_000, true],
    ['longer', 300_001, false],
    ['from the future', -1, false],
  ])('holds for five minutes: %s', (_name, after, holds) => {
    const { ports, stored, clock } = tab();
    keepRecord(ports, record);
    clock.now += after;
    expect(takeRecord(ports) !== undefined).toBe(holds);
    expect(stored.size).toBe(0);
  });

  test.each(['', 'x', '{}', 'null', JSON.stringify({ ...record, access_token: 'a' })])(
    'anything else is no record, and goes too: %s',
    (text) => {
      const { ports, stored } = tab();
      keepRecord(ports, record);
      for (const key of stored.keys()) stored.set(key, text);
      expect(takeRecord(ports)).toBeUndefined();
      expect(stored.size).toBe(0);
    },
  );

  test('one launch at a time: the latest counts', () => {
    const { ports, stored } = tab();
    keepRecord(ports, record);
    keepRecord(ports, { ...record, state: 'later' });
    expect(stored.size).toBe(1);
    expect(takeRecord(ports)?.state).toBe('later');
  });

  test('a full or forbidden storage is noticed before the login, not after', () => {
    const { ports } = tab();
    const full = { ...ports.storage(), setItem: () => void decodeURIComponent('%') };
    expect(() => checkStorage({ ...ports, storage: () => full })).toThrow('storage-denied');
  });
});
