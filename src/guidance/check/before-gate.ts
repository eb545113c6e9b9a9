import { textOf } from '../../questionnaire/index.ts';
import type { Words } from '../../routine/index.ts';
import type { Compiled } from './compile.ts';
import { and, never } from './diagram.ts';
import type { Finding } from './finding.ts';
import { whereNobodyAsks } from './silent.ts';
import { type Placed, wordsIn } from './words-in.ts';

/** Beginnings of words that would tell somebody in the room what this is about. */
const telling: Readonly<Record<string, RegExp>> = {
  sv: /våld|hotad|hotar|hotat|rädd|misshand|övergrepp|utsatt|kränk|slagen/i,
  en: /violen|abus|afraid|threat|harm|assault|rape|victim/i,
};

function tells(words: Words): string | undefined {
  for (const [language, text] of Object.entries(words)) {
    const found = telling[language]?.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The words of the steps that are shown where the gate is shut and nothing was told. */
function wordsOfShutGate(compiled: Compiled): readonly Placed[] {
  const { pack, model, steps } = compiled;
  const shut = whereNobodyAsks(compiled);
  return steps
    .filter(({ due }) => and(model.store, shut, due) !== never)
    .flatMap(({ step: { title, say, tasks }, step: { id } }) =>
      wordsIn(pack, { title, say, tasks }, `steps.${id}`),
    );
}

/** Everything on screen before the patient is known to be alone, in words that tell nothing. */
export function beforeGate(compiled: Compiled): readonly Finding[] {
  const { pack, form } = compiled;
  const gate = [...pack.gate.conditions.map(({ item }) => item), ...Object.values(pack.gate.items)];
  const doors = Object.entries(pack.doors).flatMap(([door, each]) =>
    each ? [{ path: `doors.${door}.title`, words: each.title }] : [],
  );
  const asked = gate
    .filter((linkId) => form.byLinkId.has(linkId))
    .map((linkId) => ({
      path: linkId,
      words: Object.fromEntries(
        pack.languages.map(({ code }) => [code, textOf(form, linkId, code).text]),
      ),
    }));
  const early = [
    { path: 'title', words: pack.title },
    ...wordsIn(pack, pack.gate, 'gate'),
    ...wordsIn(pack, pack.cover, 'cover'),
    { path: 'say.not-asked', words: pack.say['not-asked'] },
    ...doors,
    ...asked,
    ...wordsOfShutGate(compiled),
  ];
  return early.flatMap(({ path, words }): readonly Finding[] => {
    const found = tells(words);
    return found === undefined
      ? []
      : [{ code: 'word-before-gate', weight: 'fault', property: 6, path, found }];
  });
}
