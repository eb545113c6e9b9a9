import { existsSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ArchiveFault } from './archive-fault.ts';
import { readTar, writeTar } from './tar.ts';

/** A routine is text: packed some 300 kB, unpacked some 5 MB. */
const mostPacked = 20_000_000;
const mostUnpacked = 100_000_000;

/** A `.tgz` of those files; without time or name of machine, so that the same files give the same bytes. */
export function packArchive(files: ReadonlyMap<string, string>): Buffer {
  const packed = gzipSync(writeTar(files), { level: 9 });
  // The byte that names the operating system (RFC 1952): 255 is unknown.
  packed[9] = 255;
  return packed;
}

function unzipped(packed: Buffer): Buffer {
  try {
    return gunzipSync(packed, { maxOutputLength: mostUnpacked });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new ArchiveFault('it unpacks to more than 100 MB; a routine is text, this is not one');
    }
    throw new ArchiveFault('it is not a .tgz (gzip), or it is damaged; fetch it again');
  }
}

function readLimited(path: string): Buffer {
  if (!existsSync(path)) throw new ArchiveFault('there is no such file');
  const about = statSync(path);
  if (!about.isFile()) throw new ArchiveFault('it is not a file');
  if (about.size > mostPacked) {
    const size = Math.round(about.size / 1_000_000);
    throw new ArchiveFault(`it is ${size} MB; a routine is at most 20 MB. Is this the right file?`);
  }
  return readFileSync(path);
}

/** The files of a `.tgz` by name. Its size is looked at before it is read, and again while it is unpacked. */
export function readArchive(path: string): ReadonlyMap<string, Buffer> {
  return readTar(unzipped(readLimited(path)));
}
