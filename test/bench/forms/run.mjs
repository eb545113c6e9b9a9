/**
 * What other engines need for one answer in the same form, in milliseconds: `node --import tsx run.mjs form.json`.
 * Of each only its logic runs, as its own components call it, and nothing is drawn: that is in its favour.
 */
import { readFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

const questionnaire = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const runs = 15;
const groups = questionnaire.item;

/** Every question answered with 1; the first of each group with `first`. */
function response(first) {
  const item = groups.map(({ linkId, text, item: questions }, group) => ({
    linkId,
    text,
    item: questions.map((question, index) => ({
      linkId: question.linkId,
      text: question.text,
      answer: [{ valueInteger: index === 0 && group === 0 ? first : 1 }],
    })),
  }));
  return { resourceType: 'QuestionnaireResponse', status: 'in-progress', item };
}

async function timed(change) {
  const times = [];
  for (let turn = 0; turn < runs; turn++) {
    const began = performance.now();
    await change(turn);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

async function sdcQrf() {
  const { mapResponseToForm, getEnabledQuestions, calcInitialContext, toFirstClassExtension } =
    await import('sdc-qrf');
  const { evaluateFHIRPathExpression } = await import('sdc-qrf/dist/utils.js');
  const profile = 'https://emr-core.beda.software/StructureDefinition/fhir-emr-questionnaire';
  const own = { ...questionnaire, meta: { profile: [profile] } };
  const form = toFirstClassExtension(own);
  const start = { ...response(1), questionnaire: 'x' };
  const walk = (items, path, values, context) => {
    for (const each of getEnabledQuestions(items, path, values, context)) {
      if (each.calculatedExpression) evaluateFHIRPathExpression(each.calculatedExpression, context);
      if (each.item) walk(each.item, [...path, each.linkId, 'items'], values, context);
    }
  };
  return timed((turn) => {
    const given = { ...start, ...response(turn % 5) };
    const values = mapResponseToForm(given, form);
    const context = calcInitialContext(
      { questionnaire: form, questionnaireResponse: given, launchContextParameters: [] },
      values,
    );
    walk(form.item, [], values, context);
  });
}

/** Bundled as an app would: it mixes module kinds that Node alone does not, and brings its styles. */
async function smartFormsBundled() {
  const lib = '@aehrc/smart-forms-renderer/lib';
  const entry = `export { buildForm } from '${lib}/utils/index.js';
    export { questionnaireStore } from '${lib}/stores/index.js';`;
  const virtual = {
    name: 'entry-and-no-style',
    resolveId: (id) => {
      if (id === 'entry') return `${import.meta.dirname}/entry.mjs`;
      return /\.css$|^@fontsource/.test(id) ? 'no-style' : null;
    },
    load: (id) => (id === 'no-style' ? '' : id.endsWith('forms/entry.mjs') ? entry : null),
  };
  const bundle = await rolldown({ input: 'entry', platform: 'node', plugins: [virtual] });
  const file = `${import.meta.dirname}/node_modules/.cache/smart-forms.mjs`;
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  return import(file);
}

async function smartForms() {
  const { buildForm, questionnaireStore } = await smartFormsBundled();
  await buildForm({ questionnaire, questionnaireResponse: response(1) });
  return timed(async (turn) => {
    const { updateEnableWhenItem, updateExpressions } = questionnaireStore.getState();
    updateEnableWhenItem('g0q0', [{ valueInteger: turn % 5 }], null);
    await updateExpressions(response(turn % 5), false);
  });
}

async function lforms() {
  const { JSDOM } = await import('jsdom');
  const { window } = new JSDOM('<!doctype html><body></body>', {
    runScripts: 'outside-only',
    url: 'http://localhost/',
    pretendToBeVisual: true,
  });
  const folder = new URL('./node_modules/lforms/dist/lforms/', import.meta.url);
  for (const file of [
    'webcomponent/assets/lib/zone.min.js',
    'webcomponent/lhc-forms.js',
    'fhir/R4/lformsFHIR.min.js',
  ]) {
    window.eval(readFileSync(new URL(file, folder), 'utf8'));
  }
  const { Util, LFormsData } = window.LForms;
  const converted = Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4');
  const kind = 'QuestionnaireResponse';
  const form = new LFormsData(Util.mergeFHIRDataIntoLForms(kind, response(1), converted, 'R4'));
  const question = form.itemList.find(({ linkId }) => linkId === 'g0q0');
  // The first time, everything is calculated.
  await form._expressionProcessor.runCalculations(true);
  return timed(async (turn) => {
    question.value = turn % 5;
    form.updateOnSourceItemChange(question);
    await form._expressionProcessor.runCalculations(false);
  });
}

const engines = { 'sdc-qrf': sdcQrf, 'smart-forms': smartForms, lforms };
const figures = {};
for (const [name, engine] of Object.entries(engines)) {
  try {
    const times = await engine();
    figures[name] = { median: times[Math.floor(runs / 2)], longest: times.at(-1) };
  } catch (error) {
    figures[name] = { failed: String(error).slice(0, 300) };
  }
}
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(0);
