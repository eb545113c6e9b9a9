/** SMART v2 letters: create, read, update, delete, search. */
export type Letter = 'c' | 'r' | 'u' | 'd' | 's';

export type ResourceScope = {
  readonly level: 'patient' | 'user' | 'system';
  readonly type: string;
  /** In the order c r u d s. */
  readonly letters: string;
  /** A search that narrows the scope, as written after `?`. */
  readonly filter?: string;
};

const pattern = /^(patient|user|system)\/([A-Za-z*]+)\.([a-z*]+)(?:\?(.+))?$/;
const versionOne: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** A scope about resources, in SMART v2 form or the older v1 form; undefined for any other scope. */
export function parseScope(scope: string): ResourceScope | undefined {
  const [, level, type, written, filter] = pattern.exec(scope) ?? [];
  if (!isLevel(level) || type === undefined || written === undefined) return undefined;
  const letters = versionOne[written] ?? written;
  if (!/^c?r?u?d?s?$/.test(letters)) return undefined;
  return { level, type, letters, ...(filter === undefined ? {} : { filter }) };
}

function isLevel(text: string | undefined): text is ResourceScope['level'] {
  return text === 'patient' || text === 'user' || text === 'system';
}

export function formatScope({ level, type, letters, filter }: ResourceScope): string {
  return `${level}/${type}.${letters}${filter === undefined ? '' : `?${filter}`}`;
}

/**
 * What this EHR grants of what an app asks: the letters its policy holds for the type, never more.
 * A scope with nothing left is dropped; those about the launch and the user pass by name.
 */
export function grantable(
  asked: readonly string[],
  policy: readonly string[],
  withheld: readonly string[],
): readonly string[] {
  return asked
    .map((scope) => without(narrowed(scope, policy), withheld))
    .filter((scope) => scope !== undefined);
}

function narrowed(scope: string, policy: readonly string[]): string | undefined {
  const wanted = parseScope(scope);
  if (!wanted) return policy.includes(scope) ? scope : undefined;
  const held = policy
    .map(parseScope)
    .filter((each) => each?.level === wanted.level && ['*', wanted.type].includes(each.type))
    .map((each) => each?.letters ?? '')
    .join('');
  return lettersLeft(wanted, (letter) => held.includes(letter));
}

/** A withheld `patient/Task.c` takes the letter c from whatever scope on Task was to be granted. */
function without(scope: string | undefined, withheld: readonly string[]): string | undefined {
  if (scope === undefined || withheld.includes(scope)) return undefined;
  const granted = parseScope(scope);
  if (!granted) return scope;
  const taken = withheld
    .map(parseScope)
    .filter((each) => each?.level === granted.level && each.type === granted.type)
    .map((each) => each?.letters ?? '')
    .join('');
  return lettersLeft(granted, (letter) => !taken.includes(letter));
}

function lettersLeft(scope: ResourceScope, keep: (letter: string) => boolean): string | undefined {
  const letters = [...scope.letters].filter(keep).join('');
  if (letters === '') return undefined;
  return formatScope({ ...scope, letters });
}
