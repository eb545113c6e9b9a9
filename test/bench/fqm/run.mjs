/**
 * fqm-execution on the same made-up people, in one batch: `node run.mjs FOLDER PATIENTS FROM TO MEASURE`. Either measure is
 * narrower than ours (no audiences, gates, units or months), which is in its favour. What it counts is counted here
 * once more in plain code, and must be the same.
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Calculator } from 'fqm-execution';
import { measureBundle } from './measure.mjs';

const [folder, patients, from, to, name] = process.argv.slice(2);

/** The first `patients` people with all that is theirs, a Bundle each, as the program wants them. */
async function bundles() {
  const people = new Map();
  const ownerOf = (resource) =>
    resource.resourceType === 'Patient'
      ? resource.id
      : resource.subject?.reference?.replace('Patient/', '');
  for (const type of ['Patient', 'Encounter', 'QuestionnaireResponse']) {
    const lines = createInterface({ input: createReadStream(join(folder, `${type}.ndjson`)) });
    for await (const line of lines) {
      const resource = JSON.parse(line);
      const owner = ownerOf(resource);
      if (type === 'Patient' && people.size < Number(patients)) people.set(owner, []);
      people.get(owner)?.push({ resource });
    }
  }
  return [...people.values()].map((entry) => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry,
  }));
}

/** By instant, as that program has it; days in our own measure are as they were written. */
function isInPeriod(text) {
  const at = Date.parse(text);
  return at >= Date.parse(`${from}T00:00:00Z`) && at <= Date.parse(`${to}T23:59:59.999Z`);
}

const isVisit = ({ resourceType, status, period }) =>
  resourceType === 'Encounter' && status === 'finished' && isInPeriod(period.start);
const isAnswer = ({ resourceType, status }) =>
  resourceType === 'QuestionnaireResponse' && status === 'completed';

function aYearBefore(text) {
  const year = Number(text.slice(0, 4)) - 1;
  const leap = text.slice(5, 10) === '02-29' ? '02-28' : text.slice(5, 10);
  return Date.parse(`${year}-${leap}${text.slice(10)}`);
}

/** The same two questions in plain code, of each person's resources. */
const counted = {
  narrow: (people) => {
    const visited = people.filter((own) => own.some(isVisit));
    const isCounted = (each) => isAnswer(each) && isInPeriod(each.authored);
    const asked = visited.filter((own) => own.some(isCounted));
    return { visited: visited.length, asked: asked.length };
  },
  same: (people) => {
    let [visited, asked] = [0, 0];
    for (const own of people) {
      const answers = own.filter(isAnswer).map(({ authored }) => Date.parse(authored));
      for (const { period } of own.filter(isVisit)) {
        const [first, last] = [aYearBefore(period.start), Date.parse(period.end)];
        visited += 1;
        if (answers.some((at) => at >= first && at <= last)) asked += 1;
      }
    }
    return { visited, asked };
  },
};

const all = await bundles();
const [before, at] = [process.cpuUsage(), performance.now()];
const { results } = await Calculator.calculateMeasureReports(measureBundle(name), all, {
  reportType: 'summary',
  measurementPeriodStart: from,
  measurementPeriodEnd: to,
  calculateHTML: false,
  calculateSDEs: false,
  trustMetaProfile: false,
});
const seconds = (performance.now() - at) / 1000;
const { user, system } = process.cpuUsage(before);
const counts = Object.fromEntries(
  results.group[0].population.map(({ code, count }) => [code.coding[0].code, count]),
);
const { denominator, numerator } = counts;
const wanted = counted[name](all.map(({ entry }) => entry.map(({ resource }) => resource)));
if (denominator !== wanted.visited || numerator !== wanted.asked) {
  throw new Error(`fqm-execution: ${JSON.stringify(counts)}, not ${JSON.stringify(wanted)}`);
}
const report = { seconds, cpu: (user + system) / 1e6, patients: all.length, counts };
process.stdout.write(`${JSON.stringify(report)}\n`);
