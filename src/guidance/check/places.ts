import type { Form } from '../../questionnaire/index.ts';
import type { Condition, Pack } from '../../routine/index.ts';
import { questionsFor } from '../../routine/index.ts';
import { questionsIn } from './asked-about.ts';
import type { Finding } from './finding.ts';

const fault = { weight: 'fault', property: 6 } as const;

type Named = { readonly path: string; readonly linkId: string };

function conditionsOf(pack: Pack): readonly { readonly path: string; readonly when: Condition }[] {
  const lines = (['note', 'referral', 'report'] as const).flatMap((kind) =>
    (pack[kind] ?? []).flatMap(({ when }, index) =>
      when ? [{ path: `${kind}[${index}]`, when }] : [],
    ),
  );
  return [
    ...pack.results.map(({ id, when }) => ({ path: `results.${id}`, when })),
    ...pack.steps.flatMap(({ id, rules, alerts = [] }) =>
      [...rules, ...alerts].map((rule) => ({ path: `steps.${id}.${rule.id}`, when: rule.when })),
    ),
    ...lines,
  ];
}

function named(pack: Pack, audience: string): readonly Named[] {
  const { result, after } = questionsFor(pack, audience);
  const first = pack.audiences.find(({ id }) => id === audience)?.startsWith ?? [];
  const at = (path: string, linkIds: readonly string[]): readonly Named[] =>
    linkIds.map((linkId) => ({ path, linkId }));
  return [
    ...at(
      'gate.conditions',
      pack.gate.conditions.map(({ item }) => item),
    ),
    ...at('gate.items', Object.values(pack.gate.items)),
    ...at('questions.result', result),
    ...at('questions.after', after),
    ...at('questions.concern', [pack.questions.concern]),
    ...at('questions.reassuring', pack.questions.reassuring ?? []),
    ...at('questions.ownJudgement', pack.questions.ownJudgement ?? []),
    ...at(`audiences.${audience}.startsWith`, first),
    ...at('agreement', Object.values(pack.agreement)),
    ...pack.steps.flatMap(({ id, items = [], count }) => [
      ...at(`steps.${id}.items`, items),
      ...at(`steps.${id}.count`, [
        ...(count?.of ?? []),
        ...(count?.beside ? [count.beside] : []),
        ...Object.values(count?.orAnsweredBy ?? {}).flat(),
      ]),
    ]),
    ...conditionsOf(pack).flatMap(({ path, when }) => at(path, questionsIn(when))),
  ];
}

type Chosen = { readonly question: string; readonly code: readonly string[] };

function chosenIn(when: Condition): readonly Chosen[] {
  if ('all' in when) return when.all.flatMap(chosenIn);
  if ('any' in when) return when.any.flatMap(chosenIn);
  if ('of' in when) return when.of.flatMap(chosenIn);
  return 'code' in when ? [when] : [];
}

function offered(form: Form, linkId: string): readonly string[] {
  return (form.byLinkId.get(linkId)?.options ?? []).flatMap(({ value }) =>
    value.type === 'coding' && value.value.code !== undefined ? [value.value.code] : [],
  );
}

function strangeCodes(pack: Pack, form: Form): readonly Finding[] {
  return conditionsOf(pack).flatMap(({ path, when }) =>
    chosenIn(when).flatMap(({ question, code }) =>
      code
        .filter((each) => form.byLinkId.has(question) && !offered(form, question).includes(each))
        .map(
          (found): Finding => ({
            ...fault,
            code: 'unknown-option',
            path,
            found: `${question}: ${found}`,
          }),
        ),
    ),
  );
}

/** What the form offers as reasons and as support is what the pack words and lists. */
function offers(pack: Pack, form: Form): readonly Finding[] {
  const reasons = pack.gate.reasons.map(({ code }) => String(code));
  const inForm = offered(form, pack.gate.items.reason);
  const differ = [
    ...reasons.filter((code) => !inForm.includes(code)),
    ...inForm.filter((code) => !reasons.includes(code)),
  ];
  const services = new Set(pack.services.map(({ id }) => id));
  const nobody = offered(form, pack.agreement.service).filter((code) => !services.has(code));
  return [
    ...differ.map(
      (found): Finding => ({ ...fault, code: 'reasons-differ', path: 'gate.reasons', found }),
    ),
    ...nobody.map(
      (found): Finding => ({ ...fault, code: 'unknown-option', path: 'agreement.service', found }),
    ),
  ];
}

/** Every question that the routine names is in the questionnaire that its audience is put, and every option too. */
export function places(pack: Pack, form: Form, audience: string): readonly Finding[] {
  const lacking = named(pack, audience).filter(({ linkId }) => !form.byLinkId.has(linkId));
  const seen = new Set<string>();
  const unknown = lacking.filter(({ path, linkId }) => {
    const key = `${path} ${linkId}`;
    return !seen.has(key) && seen.add(key);
  });
  return [
    ...unknown.map(
      ({ path, linkId }): Finding => ({ ...fault, code: 'unknown-question', path, found: linkId }),
    ),
    ...strangeCodes(pack, form),
    ...offers(pack, form),
  ];
}
