type Item = Readonly<Record<string, unknown>>;

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

export type Kind = 'enableWhen' | 'paths' | 'descendants';

const groups = 30;
const inGroup = 9;

const linkId = (group: number, question: number): string => `g${group}q${question}`;

/** How an expression finds a question: down the path, or by looking through everything. */
function found(kind: Kind, group: number, question: number): string {
  const id = linkId(group, question);
  return kind === 'descendants'
    ? `%resource.descendants().where(linkId='${id}').answer.value`
    : `%resource.item.where(linkId='g${group}').item.where(linkId='${id}').answer.value`;
}

function expression(name: string, text: string): Item {
  return {
    url: `${sdc}${name}`,
    valueExpression: { language: 'text/fhirpath', expression: text },
  };
}

/** The last question of every group is the sum of its first two; 39 others are shown by an expression. */
function extensions(kind: Kind, group: number, question: number): readonly Item[] {
  if (kind === 'enableWhen') return [];
  if (question === inGroup - 1) {
    const sum = `${found(kind, group, 0)} + ${found(kind, group, 1)}`;
    return [expression('calculatedExpression', sum)];
  }
  const shown = question === 2 || (question === 3 && group < 9);
  return shown ? [expression('enableWhenExpression', `${found(kind, group, 0)} > 1`)] : [];
}

/** Five of each group, and one less in the last, are asked only after an answer to its first: 149 conditions. */
function conditions(kind: Kind, group: number, question: number): readonly Item[] {
  const asked = question >= 3 && question < 8 && !(group === groups - 1 && question === 7);
  if (!asked || kind !== 'enableWhen') return [];
  return [{ question: linkId(group, 0), operator: '>', answerInteger: 1 }];
}

function question(kind: Kind, group: number, index: number): Item {
  const extension = extensions(kind, group, index);
  const enableWhen = conditions(kind, group, index);
  return {
    linkId: linkId(group, index),
    type: 'integer',
    text: `Question ${group}.${index}`,
    ...(extension.length > 0 && { extension }),
    ...(enableWhen.length > 0 && { enableWhen }),
  };
}

/** 30 groups of 9 questions: 300 items with 149 conditions, or with 39 + 30 expressions. */
export function formOf300(kind: Kind): Item {
  return {
    resourceType: 'Questionnaire',
    status: 'draft',
    item: Array.from({ length: groups }, (_, group) => ({
      linkId: `g${group}`,
      type: 'group',
      item: Array.from({ length: inGroup }, (__, index) => question(kind, group, index)),
    })),
  };
}

/** Questions in a chain, each asked after an answer to the one before. */
export function chainOf(length: number): Item {
  return {
    resourceType: 'Questionnaire',
    status: 'draft',
    item: Array.from({ length }, (_, index) => ({
      linkId: `q${index}`,
      type: 'integer',
      ...(index > 0 && {
        enableWhen: [{ question: `q${index - 1}`, operator: 'exists', answerBoolean: true }],
      }),
    })),
  };
}
