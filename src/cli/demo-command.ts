import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from './command.ts';
import { type Demo, portFrom, startDemo } from './demo.ts';
import { untilStopped } from './until-stopped.ts';

const lines = (demo: Demo, key: string, year: string): readonly string[] => [
  '',
  `  Open  ${demo.ehr.url}`,
  '',
  '  A demo EHR with invented people. Choose a patient, open "Hälsofrågor" beside the chart,',
  '  and go through a visit; what was written is shown in the chart. Stop with Ctrl+C.',
  '',
  `  Practise, with no EHR:   ${demo.app.url}/launch/training.html`,
  `  When the EHR is down:    ${demo.app.url}/launch/standalone.html`,
  '',
  '  How many were asked, counted from this EHR (what stays below 10 is masked):',
  `  npm run -s cli -- coverage --from ${demo.ehr.fhirUrl} --client ${demo.counting.clientId} --key ${key} --routine se-orebro --period ${year}-01-01/${year}-12-31 --out coverage-out`,
  '',
];

export const demoCommand: Command = {
  name: 'demo',
  summary: 'the demo EHR and the app, on this machine only (PORT, default 4180; the app on PORT+1)',
  run: async ({ environment, report, today }) => {
    const demo = await startDemo({ port: portFrom(environment['PORT']) });
    const folder = await mkdtemp(join(tmpdir(), 'tryggfraga-demo-'));
    const key = join(folder, 'key.json');
    try {
      await writeFile(key, JSON.stringify(demo.counting.key), { mode: 0o600 });
      for (const line of lines(demo, key, today.slice(0, 4))) report.out(line);
      await untilStopped();
      return 0;
    } finally {
      await rm(folder, { recursive: true, force: true });
      await demo.close();
    }
  },
};
