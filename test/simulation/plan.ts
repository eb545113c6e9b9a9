import type { Kernel } from './kernel.ts';
import type { Habits } from './model-server.ts';

/** The servers of the simulation; docs/reliability.md names them so. */
export const models = {
  linearizable: {
    gapMs: 0,
    ignoresConditions: false,
    lagMs: 0,
    bundles: 'transaction',
    silent: false,
  },
  racy: { gapMs: 400, ignoresConditions: false, lagMs: 0, bundles: 'transaction', silent: false },
  batch: { gapMs: 0, ignoresConditions: false, lagMs: 0, bundles: 'batch', silent: false },
  lagging: {
    gapMs: 0,
    ignoresConditions: false,
    lagMs: 10_000,
    bundles: 'transaction',
    silent: false,
  },
  heedless: {
    gapMs: 0,
    ignoresConditions: true,
    lagMs: 0,
    bundles: 'transaction',
    silent: false,
    deaf: true,
  },
  single: { gapMs: 0, ignoresConditions: false, lagMs: 0, bundles: 'none', silent: false },
  worst: {
    gapMs: 400,
    ignoresConditions: true,
    lagMs: 10_000,
    bundles: 'none',
    silent: true,
    deaf: true,
    page: 1,
  },
} as const satisfies Readonly<Record<string, Habits>>;

export type Model = keyof typeof models;

/** What one seed will do. Times in virtual milliseconds from the start. */
export type Plan = {
  readonly model: Model;
  readonly wants: 'record' | 'document';
  readonly drafts: boolean;
  readonly afterwards: 'nothing' | 'amend' | 'void';
  /** How likely each exchange is to draw a fault until `healsAt`. */
  readonly trouble: number;
  readonly endingTrouble: number;
  readonly healsAt: number;
  /** F21: another window sends the same occasion, opened then. */
  readonly secondWindowAt?: number;
  /** F20: the first window dies then; the visit is taken up again a little later. */
  readonly killedAt?: number;
  readonly resumedAt?: number;
  /** F22, F23: whose chart it is, or who is signed in, changes in the first window. */
  readonly switchedAt?: number;
  readonly switches?: 'patient' | 'user';
  /** F24: eight hours with the lid shut; the clock on the wall is set to another time. */
  readonly sleepsAt?: number;
  readonly clockSetAt?: number;
  readonly clockSetBy?: number;
  /** F15: somebody else changes what stands there. */
  readonly meddledAt?: number;
};

export function planOf({ chance, between, pick }: Kernel): Plan {
  const model = pick<Model>([
    'linearizable',
    'racy',
    'batch',
    'lagging',
    'heedless',
    'single',
    'worst',
  ]);
  const healsAt = chance(0.9) ? between(5_000, 90_000) : 0;
  const killed = chance(0.15) ? between(0, 20_000) : undefined;
  return {
    model,
    wants: chance(0.06) ? 'document' : 'record',
    drafts: chance(0.12),
    afterwards: pick<Plan['afterwards']>([
      'nothing',
      'nothing',
      'nothing',
      'nothing',
      'amend',
      'void',
    ]),
    trouble: pick([0.1, 0.3, 0.45]),
    endingTrouble: chance(0.2) ? 0.04 : 0,
    healsAt,
    ...(chance(0.2) && { secondWindowAt: between(0, 3_000) }),
    ...(killed !== undefined && { killedAt: killed, resumedAt: killed + between(500, 20_000) }),
    ...(chance(0.08) && {
      switchedAt: between(0, 15_000),
      switches: pick(['patient', 'user'] as const),
    }),
    ...(chance(0.04) && { sleepsAt: between(0, 30_000) }),
    ...(chance(0.05) && {
      clockSetAt: between(0, 60_000),
      clockSetBy: pick([-24, -1, 1, 24]) * 60 * 60 * 1_000,
    }),
    ...(chance(0.05) && { meddledAt: between(0, 90_000) }),
  };
}
