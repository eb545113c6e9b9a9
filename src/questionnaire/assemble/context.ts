import { type Json, objectsField, stringField } from '../json.ts';
import { shortName } from '../parse/extension-name.ts';
import { variable } from '../parse/extension-value.ts';
import { readLaunchContext } from '../parse/parse-head.ts';

/** What stands above an item of a modular questionnaire: the names it may use, and what linkIds begin with. */
export type Context = { readonly names: ReadonlySet<string>; readonly prefix: string };

export const nothingAbove: Context = { names: new Set(), prefix: '' };

const prefixName = 'linkIdPrefix';

export function extensionsNamed(of: Json, name: string): readonly Json[] {
  return objectsField(of, 'extension').filter(
    (each) => shortName(stringField(each, 'url') ?? '') === name,
  );
}

function variablesOf(of: Json): readonly { readonly name: string; readonly text: string }[] {
  return extensionsNamed(of, 'variable').flatMap((each) => {
    const found = variable(each);
    return found === undefined ? [] : [{ name: found.name, text: found.expression.text }];
  });
}

/** Of a text in quotes, on its own or after the prefix above; undefined when it is worked out from anything else. */
function prefixIn(text: string, above: string): string | undefined {
  const [, joined, own] = /^\s*(%linkIdPrefix\s*[+&]\s*)?'([^'\\]*)'\s*$/.exec(text) ?? [];
  if (own === undefined) return undefined;
  return joined === undefined ? own : above + own;
}

/** Names that come from outside: launch contexts, and what a group is populated from. */
const given = (of: Json): readonly string[] => [
  ...extensionsNamed(of, 'sdc:launchContext').flatMap(
    (each) => readLaunchContext(each)?.name ?? [],
  ),
  ...extensionsNamed(of, 'sdc:itemPopulationContext').flatMap((each) => variable(each)?.name ?? []),
];

/** What stands above everything in `of`; undefined when its linkIdPrefix is not a text that can be read here. */
export function within(above: Context, of: Json): Context | undefined {
  const variables = variablesOf(of);
  const own = variables.find(({ name }) => name === prefixName);
  const prefix = own === undefined ? above.prefix : prefixIn(own.text, above.prefix);
  if (prefix === undefined) return undefined;
  const names = [...above.names, ...variables.map(({ name }) => name), ...given(of)];
  return { names: new Set(names), prefix };
}

/** Names that a sub-questionnaire counts on and nothing above it gives. */
export function missingNames(sub: Json, { names }: Context): readonly string[] {
  return extensionsNamed(sub, 'sdc:assembleContext')
    .flatMap((each) => stringField(each, 'valueString') ?? [])
    .filter((name) => !names.has(name));
}
