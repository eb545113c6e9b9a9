import { randomUUID } from 'node:crypto';
import { holdAuthority } from '../../src/session/authority.ts';
import { createTransport } from '../../src/session/transport.ts';
import { startHapi } from './hapi.ts';
import { type Judged, judgeAll, types } from './validate.ts';
import { visits } from './visits.ts';
import { writeAll } from './writes.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Whom the visits are about and who makes them: what an EHR has before the app is opened. */
async function moveIn(base: string): Promise<void> {
  const people = visits.flatMap(({ patient }) => [
    { resourceType: 'Patient', id: patient, name: [{ family: 'Prov', given: [patient] }] },
    {
      resourceType: 'Encounter',
      id: `visit-${patient}`,
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: { reference: `Patient/${patient}` },
    },
  ]);
  const staff = { resourceType: 'Practitioner', id: 'siv', name: [{ family: 'Prov' }] };
  for (const each of [staff, ...people]) {
    const reply = await fetch(`${base}/${each.resourceType}/${each.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(each),
    });
    if (!reply.ok) throw new Error(`${each.resourceType}/${each.id}: ${await reply.text()}`);
  }
}

/** The session's own transport, with a token that this server does not ask for. */
function transportFor(fhirBase: string, patientId: string) {
  const ports = { fetch, now: Date.now };
  const client = { tokenEndpoint: `${fhirBase}/token`, clientId: 'tryggfraga' };
  const authority = holdAuthority(ports, client, { access_token: 'none', token_type: 'Bearer' });
  return createTransport(ports, { fhirBase, patientId, authority, timeoutMs: 120_000 });
}

const withSeverity = (judged: readonly Judged[], ...severities: readonly string[]) =>
  judged.flatMap(({ version, issues }) =>
    issues
      .filter(({ severity }) => severities.includes(severity))
      .map((each) => ({ version, ...each })),
  );

function tellJudged(judged: readonly Judged[]): number {
  say('\n| resource | versions | errors | warnings |\n|---|---:|---:|---:|');
  for (const type of types) {
    const own = judged.filter((each) => each.type === type);
    const errors = withSeverity(own, 'error', 'fatal').length;
    say(`| ${type} | ${own.length} | ${errors} | ${withSeverity(own, 'warning').length} |`);
  }
  const errors = withSeverity(judged, 'error', 'fatal');
  for (const { version, text } of errors) say(`ERROR ${version}: ${text}`);
  const kinds = new Map<string, number>();
  for (const { text } of withSeverity(judged, 'warning')) {
    const kind = text.replaceAll(/\[\d+\]/g, '[]').replaceAll(/#[\w.-]+|'[\w.-]+'/g, '…');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of kinds) say(`warning (${count}): ${kind}`);
  return errors.length;
}

async function test(base: string): Promise<number> {
  await moveIn(base);
  const written = await writeAll({
    issuer: base,
    transportFor: (patient) => transportFor(base, patient),
    uuid: randomUUID,
  });
  say('| written to HAPI FHIR | end |\n|---|---|');
  for (const { what, end } of written) say(`| ${what} | ${end} |`);
  const wrong = written.filter(({ end, wanted }) => end !== wanted);
  const errors = tellJudged(await judgeAll(base));
  for (const { what, end, wanted } of wrong) say(`WRONG ${what}: ${end}, not ${wanted}`);
  return wrong.length + errors;
}

const hapi = await startHapi((what) => say(`… ${what}`));
if ('skipped' in hapi) {
  say(`Skipped: no HAPI FHIR server was started, because ${hapi.skipped}.`);
} else {
  try {
    process.exitCode = (await test(hapi.base)) > 0 ? 1 : 0;
  } finally {
    await hapi.stop();
  }
}
