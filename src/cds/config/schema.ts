import * as z from 'zod';
import { noLongerThan, noShorterThan } from '../../fhir/index.ts';
import { keySetShape } from '../jwt/key-set.ts';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

const plain = (url: URL): boolean => url.username === '' && url.password === '' && url.hash === '';

/** https, or http to this machine. No user names, no fragments. */
function isSecure(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const secure =
    url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return secure && plain(url);
}

export const isLoopback = (text: string): boolean =>
  URL.canParse(text) && loopback.has(new URL(text).hostname);

const address = z.string().refine(isSecure, 'address');
/** A base that paths are added to: no query, no final slash. */
const base = address.refine((text) => !text.includes('?') && !text.endsWith('/'), 'base');

const coding = z.strictObject({
  system: z.string().check(noShorterThan(1)),
  code: z.string().check(noShorterThan(1)),
});

/** A private key has no business here: whoever reads the file could sign as the EHR. */
const isPublic = ({ keys }: z.infer<typeof keySetShape>): boolean =>
  keys.every((key) => !(typeof key === 'object' && key !== null && ('d' in key || 'k' in key)));

const client = z
  .strictObject({
    iss: z.string().check(noShorterThan(1), noLongerThan(512)),
    /** Where the EHR publishes its keys; compared letter for letter with the token's `jku`. */
    jku: address.optional(),
    /** The keys themselves, when they were exchanged beforehand. */
    keys: keySetShape.refine(isPublic, 'private-key').optional(),
    tenants: z
      .array(z.string().check(noShorterThan(1)))
      .check(noShorterThan(1))
      .optional(),
    /** FHIR base URLs this client may send us to. */
    fhirServers: z.array(base).default([]),
  })
  .refine(({ jku, keys }) => jku !== undefined || keys !== undefined, {
    path: ['jku'],
    message: 'key-source',
  });

/** Whether calls are signed. `none` is for a demonstration on this machine and says so in the file. */
const authentication = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('jwt'),
    clients: z.array(client).check(noShorterThan(1)),
    /** Seconds. Epic's tokens live 900 s, so a shorter limit locks real EHRs out. */
    maxAge: z.number().int().min(60).max(900).default(900),
    clockSkew: z.number().int().min(0).max(120).default(30),
    /** Seconds that fetched keys are kept, and least seconds between two fetches. */
    keepKeys: z.number().int().min(60).max(86_400).default(600),
    coolDown: z.number().int().min(5).max(3600).default(30),
  }),
  z.strictObject({
    mode: z.literal('none'),
    because: z.literal('demonstration'),
    fhirServers: z.array(base).default([]),
  }),
]);

const limits = z.strictObject({
  bodyBytes: z.number().int().min(10_000).max(20_000_000).default(2_000_000),
  /** Calls at work at once; the next is told to come back. */
  atOnce: z.number().int().min(1).max(10_000).default(128),
  /** Milliseconds behind with its work at which the program takes no more for now. */
  lag: z.number().int().min(10).max(10_000).default(100),
  /** Milliseconds of our own before we answer without a card. */
  deadline: z.number().int().min(10).max(5000).default(400),
});

/** The file, but for the routine and its questionnaires, which the loader puts in. */
export const settings = z.strictObject({
  /** Where clients reach us; the `aud` of every token is this and the path. */
  publicUrl: base,
  listen: z
    .strictObject({
      host: z.string().check(noShorterThan(1)),
      port: z.number().int().min(0).max(65_535),
    })
    .default({ host: '127.0.0.1', port: 0 }),
  /** The page the card's link launches. */
  launchUrl: address,
  /** Audiences of the routine that this unit has, in order of preference. */
  audiences: z.array(z.string().check(noShorterThan(1))).check(noShorterThan(1)),
  language: z.enum(['sv', 'en']).default('sv'),
  authentication,
  limits: limits.prefault({}),
  cors: z.array(z.union([z.literal('*'), base])).default([]),
  /** Codes the site uses: visits by phone or video, and Flags that forbid a prompt. */
  chart: z
    .strictObject({ remote: z.array(coding).default([]), marks: z.array(coding).default([]) })
    .prefault({}),
});
export type Settings = z.infer<typeof settings>;
