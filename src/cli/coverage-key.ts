import { writeFile } from 'node:fs/promises';
import { newClientKey } from '../coverage/index.ts';
import type { Reporter } from './command.ts';
import { UsageError } from './errors.ts';

/** `coverage key --out FILE [--alg ES384|RS384]`: the private key stays in FILE; the public one is for the EHR. */
export async function coverageKey(
  { out, alg = 'ES384' }: { readonly out: string; readonly alg: string | undefined },
  report: Reporter,
): Promise<number> {
  if (alg !== 'ES384' && alg !== 'RS384') throw new UsageError('--alg is ES384 or RS384');
  const { privateKey, publicKeys } = await newClientKey(alg);
  // Never over another key: the EHR may know that one.
  await writeFile(out, `${JSON.stringify(privateKey)}\n`, { mode: 0o600, flag: 'wx' });
  report.out(JSON.stringify(publicKeys, null, 2));
  report.err(`The private key is in ${out}. Give the EHR what stands above.`);
  return 0;
}
