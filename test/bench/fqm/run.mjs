/**
 * fqm-execution on the same made-up people, in one batch: `node run.mjs FOLDER PATIENTS FROM TO`. The measure is
 * narrower than ours (who had a finished visit in the period, and who of them has a response), which is in its favour.
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Calculator } from 'fqm-execution';
import { measureBundle } from './measure.mjs';

const [folder, patients, from, to] = process.argv.slice(2);

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

const all = await bundles();
const [before, at] = [process.cpuUsage(), performance.now()];
const { results } = await Calculator.calculateMeasureReports(measureBundle(), all, {
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
const report = { seconds, cpu: (user + system) / 1e6, patients: all.length, counts };
process.stdout.write(`${JSON.stringify(report)}\n`);
