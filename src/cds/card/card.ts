import { type Coding, system } from '../../fhir/index.ts';
import type { Pack } from '../../routine/index.ts';
import type { Decision } from '../due/decision.ts';
import { type CardLanguage, type CardWords, overrideCodes, wordsIn } from './words.ts';

/** CDS Hooks 2.0.1, card: the members we use but the uuid; none of them ever null or empty. */
type Face = {
  readonly summary: string;
  readonly detail: string;
  readonly indicator: 'info';
  readonly source: { readonly label: string };
  readonly overrideReasons: readonly Coding[];
  readonly links: readonly [
    {
      readonly label: string;
      readonly url: string;
      readonly type: 'smart';
      readonly appContext: string;
    },
  ];
};

type Due = Extract<Decision, { readonly due: true }>;

/** What the routine says of everyone; nothing of this patient. */
function whyOf({ audience, reason }: Due, { card: { why } }: CardWords): string {
  if (reason !== 'interval') return why.visit;
  const months = audience.due.find((rule) => rule.triggers === undefined)?.intervalMonths;
  if (months === undefined) return why.everyone;
  return months === 12 ? why.yearly : why.interval.replace('{months}', String(months));
}

const overrideReasons = (pack: Pack, words: CardWords): readonly Coding[] =>
  overrideCodes(words)
    .filter((code) => pack.gate.reasons.some((reason) => reason.code === code))
    .map((code) => ({
      code,
      system: system.notAskedReason,
      display: (words.override as Readonly<Record<string, string>>)[code] ?? code,
    }));

/** The same for everyone who is due for the same reason. */
function face(pack: Pack, launchUrl: string, language: CardLanguage, due: Due): Face {
  const words = wordsIn(language);
  const named = words.card.routine.replace('{id}', pack.id).replace('{version}', pack.version);
  const reasons = overrideReasons(pack, words);
  return {
    summary: words.card.summary,
    detail: `${whyOf(due, words)} ${words.card.calm}\n\n${named}`,
    indicator: 'info',
    source: { label: words.card.source },
    overrideReasons: reasons,
    links: [
      {
        label: words.card.link,
        url: launchUrl,
        type: 'smart',
        appContext: JSON.stringify({
          routine: pack.id,
          version: pack.version,
          audience: due.audience.id,
          route: due.route,
          reason: due.reason,
        }),
      },
    ],
  };
}

/**
 * Makes cards for one routine, as the JSON text they are sent as. Faces are few, so each is written out once
 * and only the card's own uuid is put before it.
 */
export function cardMaker(
  pack: Pack,
  launchUrl: string,
): (due: Due, language: CardLanguage, uuid: string) => string {
  const faces = new Map<string, string>();
  return (due, language, uuid) => {
    const key = [language, due.audience.id, due.route, due.reason].join(' ');
    const known = faces.get(key) ?? JSON.stringify(face(pack, launchUrl, language, due));
    faces.set(key, known);
    return `{"uuid":${JSON.stringify(uuid)},${known.slice(1)}`;
  };
}
