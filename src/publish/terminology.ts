import { type CodeSystem, system, type ValueSet } from '../fhir/index.ts';
import type { Form } from '../questionnaire/index.ts';
import { notAskedReason, type Pack, resultCode, type Words } from '../routine/index.ts';
import { artifact } from './artifact.ts';
import { mainLanguage } from './said.ts';

type Concept = { readonly code: string; readonly words?: Words };

type Terms = {
  readonly system: string;
  readonly name: string;
  readonly title: string;
  /** A routine of another region may know more codes. */
  readonly open: boolean;
  readonly concepts: readonly Concept[];
};

/** The first words for each code. */
function once(concepts: readonly Concept[]): readonly Concept[] {
  const found = new Map<string, Concept>();
  for (const each of concepts) if (!found.has(each.code)) found.set(each.code, each);
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function steps(packs: readonly Pack[]): readonly Concept[] {
  return packs.flatMap((pack) =>
    pack.steps.flatMap(({ id, title, alerts = [] }) => [
      { code: id, words: title },
      ...alerts.map((alert) => ({ code: alert.id, words: alert.text })),
    ]),
  );
}

function questions(forms: readonly Form[]): readonly Concept[] {
  return forms.flatMap((form) =>
    form.all.flatMap(({ code, text }) =>
      code.flatMap((each) =>
        each.system === system.question && each.code !== undefined
          ? [
              {
                code: each.code,
                ...(text && {
                  words: {
                    [form.language]: text.text,
                    ...Object.fromEntries(text.translations ?? []),
                  },
                }),
              },
            ]
          : [],
      ),
    ),
  );
}

/** `packs` are the routine as each audience meets it. */
function termsOf(pack: Pack, packs: readonly Pack[], forms: readonly Form[]): readonly Terms[] {
  const plain = (codes: readonly string[]): readonly Concept[] => codes.map((code) => ({ code }));
  const reasons = packs.flatMap(({ gate }) =>
    gate.reasons.map(({ code, text }) => ({ code, words: text })),
  );
  const closed = { open: false } as const;
  return [
    {
      ...closed,
      system: system.result,
      name: 'occasion-result',
      title: 'Result of an occasion',
      concepts: plain(resultCode.options),
    },
    {
      ...closed,
      system: system.notAskedReason,
      name: 'not-asked-reason',
      title: 'Why nobody asked',
      concepts: [...reasons, ...plain(notAskedReason.options)],
    },
    {
      ...closed,
      system: system.route,
      name: 'route',
      title: 'Why an occasion began',
      concepts: plain(['routine', 'indication']),
    },
    {
      open: true,
      system: system.setting,
      name: 'setting',
      title: 'Kind of care',
      concepts: plain(pack.audiences.map(({ setting }) => setting)),
    },
    {
      open: true,
      system: system.serviceRole,
      name: 'service-role',
      title: 'Kind of help',
      concepts: plain(pack.services.flatMap(({ roles }) => roles)),
    },
    { open: true, system: system.step, name: 'step', title: 'Next steps', concepts: steps(packs) },
    {
      open: true,
      system: system.question,
      name: 'question',
      title: 'Questions',
      concepts: questions(forms),
    },
  ];
}

function codeSystem(pack: Pack, terms: Terms): CodeSystem {
  const main = mainLanguage(pack);
  return {
    ...artifact(pack, 'CodeSystem', terms.name, { [main]: terms.title }),
    url: terms.system,
    caseSensitive: true,
    valueSet: valueSetUrl(terms),
    content: terms.open ? 'fragment' : 'complete',
    concept: once(terms.concepts).map(({ code, words = {} }) => {
      const designation = Object.entries(words)
        .filter(([language]) => language !== main)
        .map(([language, value]) => ({ language, value }));
      const display = words[main] ?? code;
      return { code, display, ...(designation.length > 0 && { designation }) };
    }),
  };
}

const valueSetUrl = ({ system: url }: Terms): string => url.replace('/CodeSystem/', '/ValueSet/');

function valueSet(pack: Pack, terms: Terms): ValueSet {
  return {
    ...artifact(pack, 'ValueSet', terms.name, { [mainLanguage(pack)]: terms.title }),
    url: valueSetUrl(terms),
    compose: { include: [{ system: terms.system }] },
  };
}

/** The codes that the plan, the responses and the directory use, each list with everything in it. */
export function terminology(
  pack: Pack,
  packs: readonly Pack[],
  forms: readonly Form[],
): readonly (CodeSystem | ValueSet)[] {
  return termsOf(pack, packs, forms).flatMap((terms) => [
    codeSystem(pack, terms),
    valueSet(pack, terms),
  ]);
}
