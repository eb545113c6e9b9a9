import type { Command } from './command.ts';
import { portFrom, startDemo } from './demo.ts';
import { untilStopped } from './until-stopped.ts';

export const demoCommand: Command = {
  name: 'demo',
  summary: 'the demo EHR and the app, on this machine only (PORT, default 4180; the app on PORT+1)',
  run: async ({ environment, report }) => {
    const demo = await startDemo({ port: portFrom(environment['PORT']) });
    report.out('');
    report.out(`  Open  ${demo.ehr.url}`);
    report.out('');
    report.out(
      '  A demo EHR with invented people. Choose a patient, open "Hälsofrågor" beside the chart,',
    );
    report.out(
      '  and go through a visit; what was written is shown in the chart. Stop with Ctrl+C.',
    );
    report.out('');
    await untilStopped();
    await demo.close();
    return 0;
  },
};
