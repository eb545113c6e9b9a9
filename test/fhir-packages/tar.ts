import { gunzipSync } from 'node:zlib';

const block = 512;

const text = (bytes: Buffer): string => bytes.toString('utf8').replace(/\0.*$/s, '');

/** The name a pax header gives to the file behind it: `length path=NAME`. */
function longName(header: string): string | undefined {
  return /\d+ path=([^\n]+)\n/.exec(header)?.[1];
}

/** The files of a .tgz as npm packs them (POSIX ustar and pax), one by one, without writing any of them. */
export function* filesIn(
  tgz: Buffer,
): Generator<{ readonly name: string; readonly content: Buffer }> {
  const tar = gunzipSync(tgz);
  let named: string | undefined;
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + block);
    const size = Number.parseInt(text(header.subarray(124, 136)), 8);
    const content = tar.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    const kind = text(header.subarray(156, 157));
    if (kind === 'x') {
      named = longName(content.toString('utf8'));
    } else {
      const folder = text(header.subarray(345, 500));
      const own = text(header.subarray(0, 100));
      yield { name: named ?? (folder === '' ? own : `${folder}/${own}`), content };
      named = undefined;
    }
  }
}
