import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { askedAloneMeasure } from '../coverage/index.ts';
import { packageName, publish, type ToPublish } from '../publish/index.ts';
import { forAudience } from '../routine/index.ts';
import {
  checkRead,
  faultsIn,
  findingsInWords,
  type ReadRoutine,
  readRoutine,
} from './checked-routine.ts';
import type { Command } from './command.ts';
import { ContentError } from './errors.ts';
import { oneArgument } from './options.ts';
import { packArchive } from './package/archive.ts';
import { ArchiveFault } from './package/archive-fault.ts';

const sha1 = (text: string): string => createHash('sha1').update(text, 'utf8').digest('base64');
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

function metBy(
  { pack, forms }: ReadRoutine,
  { id, questionnaire }: { id: string; questionnaire: string },
) {
  const flat = forAudience(pack, id);
  const form = forms.get(questionnaire);
  return flat.ok && form !== undefined ? [{ pack: flat.pack, form }] : [];
}

/** Everything that the package is made of; the routine has been checked. */
export function toPublish(read: ReadRoutine): ToPublish {
  const { pack, cases } = read;
  return {
    pack,
    cases,
    met: pack.audiences.flatMap((audience) => metBy(read, audience)),
    measure: askedAloneMeasure(pack.version),
    encode: { base64, sha1 },
  };
}

function archiveOf(read: ReadRoutine, folder: string): { files: number; bytes: Buffer } {
  const files = publish(toPublish(read));
  try {
    return { files: files.size, bytes: packArchive(files) };
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    throw new ContentError(folder, [{ code: error.message, path: 'id' }], error);
  }
}

const usage = 'publish routines/ID --out package.tgz';

export const publishCommand: Command = {
  name: 'publish',
  summary: `${usage}: the routine as a FHIR package, for others to adopt`,
  run: async ({ args, today, report }) => {
    const options = { out: { type: 'string', default: 'package.tgz' } } as const;
    const { argument: folder, values } = oneArgument(args, options, usage);
    const out = String(values['out']);
    const read = readRoutine(folder);
    const faults = faultsIn(checkRead(read, today));
    if (faults.length > 0) {
      for (const line of findingsInWords(faults, read)) report.err(line);
      report.err(`${folder}: ${faults.length} faults; nothing was published`);
      return 1;
    }
    const { files, bytes } = archiveOf(read, folder);
    writeFileSync(`${out}.part`, bytes);
    renameSync(`${out}.part`, out);
    const { id, version } = read.pack;
    const size = Math.ceil(bytes.length / 1000);
    const digest = createHash('sha256').update(bytes).digest('hex');
    report.out(`wrote ${out}: ${packageName(id)} ${version}, ${files} files, ${size} kB`);
    report.out(`sha256 ${digest}`);
    return 0;
  },
};
