import { expect, test } from 'vitest';
import { type FhirRequest, TransportError } from '../fhir/index.ts';
import { withAuthority } from './with-authority.ts';

/** A token that takes a moment, and a server that has not liked the first so many. */
function opened(disliked: number) {
  const sent: string[] = [];
  const authority = {
    token: async () => 'first',
    renew: async (stale: string) => `${stale} renewed`,
  };
  const transport = withAuthority(authority, async (_request, token) => {
    sent.push(token);
    return { status: sent.length <= disliked ? 401 : 200 };
  });
  return { sent, transport };
}

const write: FhirRequest = { method: 'POST', path: '' };

/** May leave so many times, and then the chart is another. */
const until = (times: number) => {
  let left = times;
  return () => {
    left -= 1;
    if (left < 0) throw new TransportError('wrong-patient');
  };
};

test('a token that is not liked any more is renewed, and the request sent once more', async () => {
  const { sent, transport } = opened(1);
  expect((await transport(write)).status).toBe(200);
  expect(sent).toEqual(['first', 'first renewed']);
});

test('one that is not liked either is the server’s last word', async () => {
  const { sent, transport } = opened(9);
  expect((await transport(write)).status).toBe(401);
  expect(sent.length).toBe(2);
});

test.each([
  ['the first token was waited for', 0, []],
  ['the second token was waited for', 1, ['first']],
] as const)('the chart is changed while %s: nothing more is sent', async (_, times, wanted) => {
  const { sent, transport } = opened(1);
  const asked = transport({ ...write, lastCheck: until(times) });
  await expect(asked).rejects.toThrow(new TransportError('wrong-patient'));
  expect(sent).toEqual(wanted);
});
