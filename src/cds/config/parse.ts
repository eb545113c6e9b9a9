import * as z from 'zod';
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

const named = z.looseObject({ audiences: z.array(z.string()) });

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

/** The audiences named, also in a file that is otherwise wrong. */
function namedIn(file: unknown): readonly string[] {
  const parsed = named.safeParse(file);
  return parsed.success ? parsed.data.audiences : [];
}

/** What is wrong with the routine, or with how the file speaks of it. */
function contentProblems(
  audiences: readonly string[],
  { routine }: CdsContent,
  panels: ReadonlyMap<string, readonly Coding[]>,
): readonly CdsConfigProblem[] {
  if (!routine.ok) {
    return routine.problems.map((problem) => ({ code: 'routine', path: problem.path, problem }));
  }
  return [
    ...unknownAudiences(audiences, routine.pack),
    ...withoutPanel(askedBy(audiences, routine.pack), panels),
  ];
}

/** Everything wrong at once, or a configuration that can run. */
export function parseCdsConfig(file: unknown, content: CdsContent): CdsConfigParsed {
  const read = settings.safeParse(file);
  const panels = panelsIn(content.questionnaires);
  const problems = [
    ...(read.success ? unsigned(read.data) : settingProblems(read.error)),
    ...contentProblems(namedIn(file), content, panels),
  ];
  const { routine } = content;
  if (!read.success || !routine.ok || problems.length > 0) return { ok: false, problems };
  const asked = askedBy(read.data.audiences, routine.pack);
  const canonicals = new Set(asked.map(({ questionnaire }) => questionnaire));
  const codes = [...canonicals].flatMap((canonical) => panels.get(canonical) ?? []);
  return { ok: true, config: { ...read.data, pack: routine.pack, asked, panels: codes } };
}
