import type * as z from 'zod';
import type { Coding } from '../../fhir/index.ts';
import type { Audience, Loaded, Pack, PackProblem } from '../../routine/index.ts';
import { panelsIn } from './panel.ts';
import { isLoopback, type Settings, settings } from './schema.ts';

export type CdsConfig = Settings & {
  readonly pack: Pack;
  /** The unit's audiences, in its order. */
  readonly asked: readonly Audience[];
  /** Codes under which the result of an occasion is stored, one or more for each questionnaire. */
  readonly panels: readonly Coding[];
};

/** What is wrong with a configuration. `path` is the place in the file; `found` what stood there, never a key. */
export type CdsConfigProblem =
  | { readonly code: 'setting'; readonly path: string; readonly found: string }
  | { readonly code: 'unsigned-calls-outside-this-machine'; readonly path: 'authentication' }
  | { readonly code: 'unknown-audience'; readonly path: string; readonly found: string }
  | { readonly code: 'routine'; readonly path: string; readonly problem: PackProblem }
  | { readonly code: 'questionnaire-without-panel'; readonly path: string; readonly found: string };

export type CdsConfigParsed =
  | { readonly ok: true; readonly config: CdsConfig }
  | { readonly ok: false; readonly problems: readonly CdsConfigProblem[] };

/** What the configuration stands on: the effective routine, loaded or not, and the questionnaires as read. */
export type CdsContent = {
  readonly routine: Loaded;
  readonly questionnaires: readonly unknown[];
};

const settingProblems = (error: z.ZodError): readonly CdsConfigProblem[] =>
  error.issues.map(({ path, message }) => ({
    code: 'setting',
    path: path.join('.'),
    found: message,
  }));

const unsigned = ({ authentication, publicUrl, listen }: Settings): readonly CdsConfigProblem[] =>
  authentication.mode === 'none' && !(isLoopback(publicUrl) && isLoopback(`http://${listen.host}`))
    ? [{ code: 'unsigned-calls-outside-this-machine', path: 'authentication' }]
    : [];

const unknownAudiences = (audiences: readonly string[], pack: Pack): readonly CdsConfigProblem[] =>
  audiences.flatMap((found, index) =>
    pack.audiences.some(({ id }) => id === found)
      ? []
      : [{ code: 'unknown-audience', path: `audiences.${index}`, found }],
  );

const withoutPanel = (
  asked: readonly Audience[],
  panels: ReadonlyMap<string, readonly Coding[]>,
): readonly CdsConfigProblem[] =>
  asked
    .filter(({ questionnaire }) => (panels.get(questionnaire) ?? []).length === 0)
    .map(({ id, questionnaire }) => ({
      code: 'questionnaire-without-panel',
      path: `audiences.${id}`,
      found: questionnaire,
    }));

const askedBy = (audiences: readonly string[], pack: Pack): readonly Audience[] =>
  audiences.flatMap((id) => pack.audiences.filter((audience) => audience.id === id));

/** Everything wrong at once, or a configuration that can run. */
export function parseCdsConfig(file: unknown, content: CdsContent): CdsConfigParsed {
  const read = settings.safeParse(file);
  const loaded = content.routine;
  const panels = panelsIn(content.questionnaires);
  const problems: CdsConfigProblem[] = [];
  if (read.success) problems.push(...unsigned(read.data));
  else problems.push(...settingProblems(read.error));
  if (!loaded.ok) {
    const found = loaded.problems.map((problem) => ({
      code: 'routine' as const,
      path: problem.path,
      problem,
    }));
    return { ok: false, problems: [...problems, ...found] };
  }
  if (!read.success) return { ok: false, problems };
  const asked = askedBy(read.data.audiences, loaded.pack);
  problems.push(
    ...unknownAudiences(read.data.audiences, loaded.pack),
    ...withoutPanel(asked, panels),
  );
  if (problems.length > 0) return { ok: false, problems };
  const codes = new Set(asked.map(({ questionnaire }) => questionnaire));
  return {
    ok: true,
    config: {
      ...read.data,
      pack: loaded.pack,
      asked,
      panels: [...codes].flatMap((canonical) => panels.get(canonical) ?? []),
    },
  };
}
