import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, createInflateRaw, inflateRawSync } from 'node:zlib';

/** Something that must not be left behind. `what` names it in a report, `text` is looked for. */
export type Canary = { readonly what: string; readonly text: string };

export type Find = { readonly what: string; readonly file: string; readonly how: string };

type Form = { readonly what: string; readonly how: string; readonly bytes: Buffer };

/** base64 of a text inside a longer one begins at any of three places: the characters that are the same in all. */
function inBase64(text: string): readonly Buffer[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + text).toString('base64');
    const from = offset === 0 ? 0 : offset + 1;
    return Buffer.from(encoded.slice(from, encoded.replace(/=+$/, '').length - 2), 'latin1');
  });
}

function formsOf({ what, text }: Canary): readonly Form[] {
  const swapped = Buffer.from(text, 'utf16le').swap16();
  return [
    { what, how: 'utf-8', bytes: Buffer.from(text) },
    { what, how: 'utf-16le', bytes: Buffer.from(text, 'utf16le') },
    { what, how: 'utf-16be', bytes: swapped },
    { what, how: 'hex', bytes: Buffer.from(Buffer.from(text).toString('hex'), 'latin1') },
    ...inBase64(text).map((bytes) => ({ what, how: 'base64', bytes })),
  ];
}

const most = 64 * 1024 * 1024;
/** Bytes before the deflated data: two in zlib (RFC 1950), ten and what the flags announce in gzip (RFC 1952). */
function headLength(bytes: Buffer, at: number): number {
  if (bytes[at] !== 0x1f) return 2;
  const flags = bytes[at + 3] ?? 0;
  let length = 10;
  if (flags & 4) length += 2 + bytes.readUInt16LE(at + length);
  for (const flag of [8, 16]) {
    if (flags & flag) length = bytes.indexOf(0, at + length) + 1 - at;
  }
  return flags & 2 ? length + 2 : length;
}

/** Small bites, so that what comes before a break in the stream is not lost with it. */
const bite = 128;

/** What a compressed stream that begins here says, as far as it goes. */
async function inflated(bytes: Buffer, start: number): Promise<Buffer> {
  const stream = createInflateRaw();
  const at = start + headLength(bytes, start);
  const out: Buffer[] = [];
  let size = 0;
  const done = new Promise<void>((resolve) => {
    // An error: only two bytes that looked like a beginning, or a stream that was cut off.
    stream
      .once('error', () => resolve())
      .once('end', resolve)
      .once('close', resolve);
  });
  stream.on('data', (chunk: Buffer) => {
    out.push(chunk);
    size += chunk.length;
  });
  for (let from = at; from < bytes.length && size < most; from += bite) {
    if (stream.destroyed || stream.readableEnded) break;
    await new Promise<void>((resolve) => {
      stream.once('close', resolve);
      stream.write(bytes.subarray(from, from + bite), () => {
        stream.off('close', resolve);
        resolve();
      });
    });
  }
  stream.end();
  await done;
  return Buffer.concat(out);
}

function isStreamStart(bytes: Buffer, at: number): boolean {
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
  if (first === 0x1f) return second === 0x8b && bytes[at + 2] === 8 && at + 12 < bytes.length;
  return first === 0x78 && (first * 256 + second) % 31 === 0;
}

/** A whole file that is one stream without a header: raw deflate or brotli. */
function whole(bytes: Buffer): readonly Buffer[] {
  return [inflateRawSync, brotliDecompressSync].flatMap((open) => {
    try {
      return [open(bytes, { maxOutputLength: most })];
    } catch {
      // Not that kind of file.
      return [];
    }
  });
}

type Layer = { readonly how: string; readonly bytes: Buffer };

/** The file's bytes and, after them, all that can be unpacked from them. */
async function layersOf(bytes: Buffer): Promise<readonly Layer[]> {
  const starts = [0x1f, 0x78].flatMap((magic) => {
    const found: number[] = [];
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
      if (isStreamStart(bytes, at)) found.push(at);
    }
    return found;
  });
  const unpacked: Buffer[] = [...whole(bytes)];
  for (const at of starts) unpacked.push(await inflated(bytes, at));
  return [{ how: '', bytes }, ...unpacked.map((each) => ({ how: 'packed ', bytes: each }))];
}

export async function findsIn(
  file: string,
  bytes: Buffer,
  canaries: readonly Canary[],
): Promise<readonly Find[]> {
  const forms = canaries.flatMap(formsOf);
  return (await layersOf(bytes)).flatMap((layer) =>
    forms
      .filter((form) => layer.bytes.includes(form.bytes))
      .map(({ what, how }) => ({ what, file, how: layer.how + how })),
  );
}

export type Scan = {
  readonly files: number;
  readonly bytes: number;
  readonly finds: readonly Find[];
};

/** Every file of a folder that nobody writes to any more. */
export async function scan(folder: string, canaries: readonly Canary[]): Promise<Scan> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  let bytes = 0;
  const finds: Find[] = [];
  const files = entries.filter((entry) => entry.isFile());
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    bytes += content.length;
    const name = path.slice(folder.length + 1);
    finds.push(...(await findsIn(name, content, canaries)), ...inName(name, canaries));
  }
  return { files: files.length, bytes, finds };
}

function inName(file: string, canaries: readonly Canary[]): readonly Find[] {
  return canaries
    .filter(({ text }) => file.includes(text))
    .map(({ what }) => ({ what, file, how: 'file name' }));
}
