import * as fc from 'fast-check';

/** Random questionnaires as plain JSON, with the edits that fit them: for the property tests. */
export type Raw = Record<string, unknown>;

const options = ['x', 'y', 'none'].map((code) => ({
  valueCoding: { system: 'urn:answers', code },
  ...(code === 'none'
    ? {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive',
            valueBoolean: true,
          },
        ],
      }
    : {}),
}));

type Kind = 'boolean' | 'integer' | 'choice' | 'choices' | 'string' | 'group' | 'groups';

/** A tree of kinds; linkIds are given afterwards in declaration order. */
type Tree = { readonly kind: Kind; readonly beneath: readonly Tree[] };

const kind = fc.constantFrom<Kind>(
  ...(['boolean', 'integer', 'choice', 'choices', 'string', 'group', 'groups'] as const),
);

function trees(depth: number): fc.Arbitrary<Tree> {
  const beneath =
    depth === 0 ? fc.constant<Tree[]>([]) : fc.array(trees(depth - 1), { maxLength: 3 });
  return fc.record({ kind, beneath });
}

type Question = { readonly linkId: string; readonly kind: Kind; readonly depth: number };

function typeOf(kind: Kind): string {
  if (kind === 'choices') return 'choice';
  return kind === 'groups' ? 'group' : kind;
}

const repeats = (of: Kind): boolean => of === 'groups' || of === 'choices';

function itemOf({ kind: of, beneath }: Tree, seen: Question[], depth: number): Raw {
  const linkId = `q${seen.length}`;
  seen.push({ linkId, kind: of, depth });
  const item = beneath.map((each) => itemOf(each, seen, depth + (repeats(of) ? 1 : 0)));
  return {
    linkId,
    type: typeOf(of),
    ...(repeats(of) ? { repeats: true } : {}),
    ...(of.startsWith('choice') ? { answerOption: options } : {}),
    ...(item.length > 0 ? { item } : {}),
  };
}

function valueFor(kind: Kind, pick: number): unknown {
  if (kind === 'boolean') return pick % 2 === 0;
  if (kind === 'integer') return pick % 4;
  if (kind === 'string') return ['a', 'b', 'c'][pick % 3];
  return options[pick % options.length]?.valueCoding;
}

function answerFor(kind: Kind, pick: number): Raw {
  const value = valueFor(kind, pick);
  if (kind === 'boolean') return { answerBoolean: value };
  if (kind === 'integer') return { answerInteger: value };
  return kind === 'string' ? { answerString: value } : { answerCoding: value };
}

const operators = ['exists', '=', '!=', '>', '<=', '='];

/** A condition on an earlier question, now and then on any. */
function condition(questions: readonly Question[], before: number, pick: number): Raw | undefined {
  const near = pick % 30 === 0 ? questions : questions.slice(0, before);
  const asked = near.filter((each) => !each.kind.startsWith('group'));
  const on = asked[pick % Math.max(asked.length, 1)];
  if (on === undefined) return undefined;
  const operator = operators[pick % operators.length] ?? '=';
  const answer = operator === 'exists' ? { answerBoolean: true } : answerFor(on.kind, pick);
  return { question: on.linkId, operator, ...answer };
}

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

function expressionOn({ linkId, kind: of }: Question, pick: number): string {
  const found = `%resource.descendants().where(linkId='${linkId}').answer`;
  if (of === 'integer') return `${found}.value.where($this > ${pick % 4}).exists()`;
  if (of === 'boolean') return `${found}.first().value = true`;
  if (of === 'string') return `${found}.value.first() = 'a' or ${found}.empty()`;
  return `${found}.value.where(code = 'x').exists()`;
}

/** A condition, or for a number a calculation, in FHIRPath on an earlier question. */
function expression(
  questions: readonly Question[],
  before: number,
  pick: number,
  type: unknown,
): Raw | undefined {
  const asked = questions.slice(0, before).filter((each) => !each.kind.startsWith('group'));
  const on = asked[pick % Math.max(asked.length, 1)];
  if (on === undefined) return undefined;
  const holds = expressionOn(on, pick);
  const calculates = type === 'integer' && pick % 2 === 0;
  return {
    url: `${sdc}${calculates ? 'calculatedExpression' : 'enableWhenExpression'}`,
    valueExpression: {
      language: 'text/fhirpath',
      expression: calculates ? `iif(${holds}, ${pick % 3})` : holds,
    },
  };
}

function withCondition(item: Raw, questions: readonly Question[], pick: number): void {
  const before = questions.findIndex((each) => each.linkId === item['linkId']);
  const found = pick % 3 === 0 ? condition(questions, before, pick) : undefined;
  if (found !== undefined) item['enableWhen'] = [found];
  const made = pick % 7 === 1 ? expression(questions, before, pick, item['type']) : undefined;
  if (made !== undefined) item['extension'] = [made];
}

function withConditions(
  items: Raw[],
  questions: readonly Question[],
  picks: Iterator<number>,
): void {
  for (const item of items) {
    withCondition(item, questions, picks.next().value ?? 0);
    if (Array.isArray(item['item'])) withConditions(item['item'], questions, picks);
  }
}

export type Sample = { readonly questionnaire: Raw; readonly questions: readonly Question[] };

export const sample: fc.Arbitrary<Sample> = fc
  .tuple(
    fc.array(trees(3), { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
  )
  .map(([made, picks]) => {
    const questions: Question[] = [];
    const item = made.map((each) => itemOf(each, questions, 0));
    withConditions(item, questions, picks[Symbol.iterator]());
    return {
      questionnaire: { resourceType: 'Questionnaire', status: 'draft', url: 'urn:q', item },
      questions,
    };
  });

function editOf(on: Question, pick: number): Raw {
  const removing = pick % 5 === 0;
  const value = valueFor(on.kind, pick >> 3);
  switch (on.kind) {
    case 'group':
    case 'groups':
      return removing ? { remove: on.linkId, index: 0 } : { add: on.linkId };
    case 'choices':
      return { [removing ? 'remove' : 'add']: on.linkId, value };
    case 'boolean':
    case 'integer':
    case 'choice':
    case 'string':
      return removing ? { clear: on.linkId } : { set: on.linkId, value };
  }
}

/** Edits for the sample's questions; some cannot be made (no such instance), as in life. */
export function editsFor({ questions }: Sample, picks: readonly number[]): Raw[] {
  return picks.flatMap((pick) => {
    const on = questions[pick % questions.length];
    if (on === undefined || on.kind === 'group') return [];
    const at = Array.from({ length: on.depth }, (_, level) => (pick >> level) % 2);
    return [at.length > 0 ? { ...editOf(on, pick), at } : editOf(on, pick)];
  });
}
