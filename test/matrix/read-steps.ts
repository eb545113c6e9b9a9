import { TransportError } from '../../src/fhir/index.ts';
import type { Cell, Window } from './cell.ts';
import { judgeOther } from './judge.ts';
import {
  onModelServer,
  revoked,
  type Step,
  type Strike,
  soon,
  spent,
  strike,
  token,
} from './step.ts';

async function read({ transport }: Window): Promise<string> {
  return transport({ method: 'GET', path: 'Patient/anna' }).then(
    ({ resource, status }) => (resource?.id === 'anna' ? 'read' : `unread ${status}`),
    (error: unknown) => {
      if (error instanceof TransportError) return `unread ${error.code}`;
      throw error;
    },
  );
}

/** Who is in the chart is read; one that dies over it is followed by another. */
async function reading(cell: Cell, window: Window, fault: Strike): Promise<string> {
  if (fault === 'second window') {
    return (await Promise.all([read(window), read(cell.window())])).join(', ');
  }
  const end = await (fault === 'killed' ? soon(read(window), 60) : read(window));
  return end === 'killed' ? `${await read(cell.window())} by the next` : end;
}

/** Nobody may be shown after the chart or the person at the screen was changed. */
function judged(cell: Cell, fault: Strike, end: string): readonly string[] {
  const changed = fault === 'patient switched' || fault === 'user switched';
  const wrong = judgeOther(0)(cell, fault, end);
  return changed && end === 'read' ? [...wrong, 'I2 read after the chart was changed'] : wrong;
}

export const readSteps: readonly Step[] = [
  {
    name: 'S3 patient read',
    everyWay: false,
    run: onModelServer((cell, fault) => {
      const window = cell.window();
      strike(cell, window, fault, /^GET /);
      return reading(cell, window, fault);
    }, judged),
  },
  {
    name: 'S7 token refresh',
    everyWay: false,
    run: onModelServer((cell, fault) => {
      const window = cell.window();
      if (fault === 'second window') cell.proxy.arm(/^GET /, revoked);
      cell.proxy.arm(/^GET /, revoked);
      if (fault === 'refresh revoked') cell.proxy.arm(token, spent);
      else strike(cell, window, fault, typeof fault === 'string' ? /^GET / : token);
      return reading(cell, window, fault);
    }, judged),
  },
];
