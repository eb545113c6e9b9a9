import ts from 'typescript';
import type { Mutant } from './mutant.ts';

/** What is not written tidily is still a change that could be made. */
const lenient: ts.CompilerOptions = {
  noUnusedLocals: false,
  noUnusedParameters: false,
  allowUnreachableCode: true,
  incremental: false,
  composite: false,
};

type Slot = { readonly file: string; readonly start: number; readonly end: number };

/** The statement of the file that a change stands in: changes in different ones are checked together. */
function slotsOf(file: string, text: string): readonly Slot[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, false);
  return source.statements.map(({ pos, end }) => ({ file, start: pos, end }));
}

/** Rounds of changes, at most one to a statement in each. */
function roundsOf(
  mutants: readonly Mutant[],
  read: (file: string) => string,
): readonly (readonly Mutant[])[] {
  const slots = new Map<string, readonly Slot[]>();
  const used = new Map<Slot | undefined, number>();
  const rounds: Mutant[][] = [];
  for (const mutant of mutants) {
    const known = slots.get(mutant.file) ?? slotsOf(mutant.file, read(mutant.file));
    slots.set(mutant.file, known);
    const slot = known.find(({ start, end }) => start <= mutant.start && mutant.end <= end);
    const round = used.get(slot) ?? 0;
    used.set(slot, round + 1);
    rounds[round] = [...(rounds[round] ?? []), mutant];
  }
  return rounds;
}

type Changed = { readonly text: string; readonly places: readonly (Slot & { id: number })[] };

/** The file with these changes in it, and where each then stands. */
function changed(text: string, file: string, mutants: readonly Mutant[]): Changed {
  const slots = slotsOf(file, text);
  const places: (Slot & { id: number })[] = [];
  let written = '';
  for (const { start, end } of slots) {
    const at = written.length;
    const mutant = mutants.find((each) => start <= each.start && each.end <= end);
    if (mutant === undefined) {
      written += text.slice(start, end);
      continue;
    }
    const becomes = mutant.operator === 'block' ? '{}' : `(${mutant.becomes})`;
    written += text.slice(start, mutant.start) + becomes + text.slice(mutant.end, end);
    places.push({ file, start: at, end: written.length, id: mutant.id });
  }
  return { text: written, places };
}

function optionsFrom(config: string): ts.CompilerOptions {
  const { config: raw } = ts.readConfigFile(config, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(raw, ts.sys, process.cwd());
  return { ...options, ...lenient };
}

/** The numbers of the changes that the compiler refuses: nobody could make them without being told. */
export function refusedBy(config: string, mutants: readonly Mutant[]): ReadonlySet<number> {
  const options = optionsFrom(config);
  const host = ts.createCompilerHost(options);
  const original = host.getSourceFile.bind(host);
  const kept = new Map<string, ts.SourceFile | undefined>();
  const texts = new Map<string, string>();
  const read = (file: string): string => ts.sys.readFile(file) ?? '';
  host.getSourceFile = (name, target) => {
    const text = texts.get(ts.sys.resolvePath(name));
    if (text !== undefined) return ts.createSourceFile(name, text, target, true);
    if (!kept.has(name)) kept.set(name, original(name, target));
    return kept.get(name);
  };
  const refused = new Set<number>();
  let program: ts.Program | undefined;
  for (const round of roundsOf(mutants, read)) {
    const files = [...new Set(round.map(({ file }) => file))];
    const places = files.flatMap((file) => {
      const made = changed(
        read(file),
        file,
        round.filter((each) => each.file === file),
      );
      texts.set(ts.sys.resolvePath(file), made.text);
      return made.places;
    });
    program = ts.createProgram(files, options, host, program);
    for (const file of files) {
      const source = program.getSourceFile(file);
      const found = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ];
      for (const { start = 0 } of found) {
        const place = places.find(
          (each) => each.file === file && each.start <= start && start < each.end,
        );
        if (place !== undefined) refused.add(place.id);
      }
    }
    texts.clear();
  }
  return refused;
}
