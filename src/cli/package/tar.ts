import { ArchiveFault } from './archive-fault.ts';

/**
 * A tar of plain files and nothing else: what a package needs, written so that the same files give the same
 * bytes, and read so that nothing that is not plain passes (docs/decisions/0034-a-package-of-plain-files.md).
 * Layout: POSIX.1-1988 ustar.
 */
const block = 512;
const mostEntries = 5000;

type Field = { readonly at: number; readonly length: number };
const fields = {
  name: { at: 0, length: 100 },
  mode: { at: 100, length: 8 },
  owner: { at: 108, length: 8 },
  group: { at: 116, length: 8 },
  size: { at: 124, length: 12 },
  modified: { at: 136, length: 12 },
  checksum: { at: 148, length: 8 },
  type: { at: 156, length: 1 },
  magic: { at: 257, length: 8 },
  prefix: { at: 345, length: 155 },
} as const satisfies Record<string, Field>;

const octal = (value: number, { length }: Field): string =>
  `${value.toString(8).padStart(length - 1, '0')}\0`;

/** The sum of the header’s bytes, its own field taken as spaces. */
function checksumOf(header: Buffer): number {
  const { at, length } = fields.checksum;
  return header.reduce((sum, byte, i) => sum + (i >= at && i < at + length ? 32 : byte), 0);
}

function headerOf(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > fields.name.length) {
    throw new ArchiveFault(`the name is longer than ${fields.name.length} characters`, name);
  }
  const header = Buffer.alloc(block);
  const put = (field: Field, text: string): number => header.write(text, field.at, 'utf8');
  put(fields.name, name);
  put(fields.mode, octal(0o644, fields.mode));
  put(fields.owner, octal(0, fields.owner));
  put(fields.group, octal(0, fields.group));
  put(fields.size, octal(size, fields.size));
  put(fields.modified, octal(0, fields.modified));
  put(fields.type, '0');
  put(fields.magic, 'ustar\u000000');
  put(fields.checksum, `${octal(checksumOf(header), { at: 0, length: 7 })} `);
  return header;
}

const padded = (size: number): number => Math.ceil(size / block) * block;

/** No time, no owner: the same files in the same order give the same bytes. */
export function writeTar(files: ReadonlyMap<string, string>): Buffer {
  const parts = [...files].flatMap(([name, text]) => {
    const content = Buffer.from(text, 'utf8');
    const fill = Buffer.alloc(padded(content.length) - content.length);
    return [headerOf(name, content.length), content, fill];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function textAt(header: Buffer, { at, length }: Field): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString('utf8');
}

function numberAt(header: Buffer, field: Field, name: string): number {
  const text = textAt(header, field).trim();
  if (!/^[0-7]+$/.test(text)) throw new ArchiveFault('the header is damaged', name);
  return Number.parseInt(text, 8);
}

/** Names as a package has them: no way out of it, and the same on every machine. */
const plainName = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;

function nameIn(header: Buffer): string {
  const prefix = textAt(header, fields.prefix);
  const own = textAt(header, fields.name);
  const name = prefix === '' ? own : `${prefix}/${own}`;
  const bare = name.replace(/\/$/, '');
  if (!plainName.test(bare) || bare.split('/').some((part) => /^\.+$/.test(part))) {
    throw new ArchiveFault('the name leads out of the package, or is not a plain name', name);
  }
  return bare;
}

const kinds: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '6': 'a pipe',
  x: 'an extended header (make the package with `publish`, or with `tar --format=ustar`)',
  g: 'an extended header (make the package with `publish`, or with `tar --format=ustar`)',
  L: 'a long name (make the package with `publish`, or with `tar --format=ustar`)',
};

function refuseUnlessPlain(header: Buffer, name: string): 'file' | 'folder' {
  const type = String.fromCharCode(header[fields.type.at] ?? 0);
  if (type === '0' || type === '\0') return 'file';
  if (type === '5') return 'folder';
  throw new ArchiveFault(
    `is ${kinds[type] ?? 'of an unknown kind'}; only plain files are taken`,
    name,
  );
}

type Entry = {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly content: Buffer;
  /** Bytes that it takes in the tar, header and filling included. */
  readonly taken: number;
};

/** The entry that begins there; `undefined` at the end. */
function entryAt(tar: Buffer, at: number): Entry | undefined {
  const header = tar.subarray(at, at + block);
  if (header.length < block) throw new ArchiveFault('it ends too early; fetch it again');
  if (header.every((byte) => byte === 0)) return undefined;
  if (numberAt(header, fields.checksum, `byte ${at}`) !== checksumOf(header)) {
    throw new ArchiveFault(`it is not a tar, or it is damaged (at byte ${at}); fetch it again`);
  }
  const name = nameIn(header);
  const kind = refuseUnlessPlain(header, name);
  const size = numberAt(header, fields.size, name);
  const content = tar.subarray(at + block, at + block + size);
  if (content.length < size) throw new ArchiveFault('it ends too early; fetch it again', name);
  return { name, kind, content, taken: block + padded(size) };
}

/** The files of a tar by name. Throws `ArchiveFault` on anything that is not a plain file in its own place. */
export function readTar(tar: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let entries = 0;
  for (let at = 0; ; ) {
    const entry = entryAt(tar, at);
    if (entry === undefined) return files;
    entries++;
    if (entries > mostEntries) throw new ArchiveFault(`it has more than ${mostEntries} files`);
    if (files.has(entry.name)) throw new ArchiveFault('stands there twice', entry.name);
    if (entry.kind === 'file') files.set(entry.name, entry.content);
    at += entry.taken;
  }
}
