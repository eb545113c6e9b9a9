import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../questionnaire/index.ts';
import { caseFile, type Folder, loadPack, type Pack, shapeWords } from '../routine/index.ts';
import { questionnaireFiles } from './adopt-questionnaires.ts';
import { checkRead, faultsIn, findingsInWords, type ReadRoutine } from './checked-routine.ts';
import type { Command } from './command.ts';
import { ContentError, UsageError } from './errors.ts';
import { oneArgument } from './options.ts';
import { install } from './package/install.ts';
import { readPackage } from './package/read-package.ts';
import { type PlacedCase, readForms } from './routine-folder.ts';
import { routineId } from './routine-id.ts';
import { problemsInWords } from './routine-problems.ts';

const usage = 'adopt package.tgz --as ID [--replace]';

const json = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

const isCase = (file: string): boolean => file.startsWith('cases/');

/** The routine's own files under its new name. */
function renamed(files: Folder, id: string): Folder {
  const manifest = files['manifest.json'];
  const own = typeof manifest === 'object' && manifest !== null ? manifest : {};
  return { ...files, 'manifest.json': { ...own, id } };
}

function packOf(path: string, id: string, files: Folder): Pack {
  const parts = Object.fromEntries(Object.entries(files).filter(([file]) => !isCase(file)));
  const loaded = loadPack(id, { [id]: parts });
  if (loaded.ok) return loaded.pack;
  const read = { id, folders: { [id]: parts }, chain: [id] };
  throw new ContentError(path, problemsInWords(loaded.problems, read));
}

function casesOf(path: string, files: Folder): readonly PlacedCase[] {
  return Object.entries(files)
    .filter(([file]) => isCase(file))
    .flatMap(([file, content]) => {
      const parsed = caseFile.safeParse(content);
      if (parsed.success) return parsed.data.cases.map((given) => ({ path: file, given }));
      throw new ContentError(
        path,
        parsed.error.issues.map((issue) => ({
          code: shapeWords(issue),
          path: `${file}: ${issue.path.join('.')}`,
        })),
      );
    });
}

/** Whether it holds in every case; one that is not in force yet may be taken over before it is. */
function refuseFaults(path: string, read: ReadRoutine, today: string): void {
  const faults = faultsIn(checkRead(read, today)).filter(
    (finding) => finding.path !== 'not-yet-valid',
  );
  if (faults.length === 0) return;
  const told = findingsInWords(faults, read).slice(0, 12).join('\n');
  throw new ContentError(path, [
    {
      path: '',
      code: `the routine does not hold; ask its owner to mend it. Nothing was installed.\n${told}`,
    },
  ]);
}

export const adoptCommand: Command = {
  name: 'adopt',
  summary: `${usage}: takes over a routine that somebody has published`,
  run: async ({ args, today, report }) => {
    const options = {
      as: { type: 'string' },
      replace: { type: 'boolean', default: false },
    } as const;
    const { argument: path, values } = oneArgument(args, options, usage);
    const id = routineId(values['as'], usage);
    const replace = values['replace'] === true;
    const folder = join('routines', id);
    if (existsSync(folder) && !replace) {
      throw new UsageError(`${folder} is there already. Give another name, or --replace.`);
    }
    const taken = readPackage(path);
    const own = renamed(taken.files, id);
    const pack = packOf(path, id, own);
    const files = questionnaireFiles(path, pack, taken.questionnaires, replace);
    const forms = new Map([
      ...readForms('questionnaires'),
      ...[...files.values()].flatMap((content) => {
        const parsed = parse(content);
        return parsed.ok && parsed.form.url ? [[parsed.form.url, parsed.form] as const] : [];
      }),
    ]);
    refuseFaults(path, { pack, forms, cases: casesOf(path, own) }, today);
    install('.', {
      files: new Map([...files].map(([file, content]) => [file, json(content)])),
      folder,
      texts: new Map(
        Object.entries(own).map(([file, content]) => [join(folder, file), json(content)]),
      ),
    });
    report.out(`adopted ${taken.id} ${taken.version} as ${folder}`);
    for (const file of files.keys()) report.out(`with ${file}`);
    report.out(`Lay your own over it: npm run -s cli -- new MY-CLINIC --from ${id}`);
    return 0;
  },
};
