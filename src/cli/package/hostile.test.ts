import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { packArchive } from './archive.ts';
import { readPackage } from './read-package.ts';
import { readTar, writeTar } from './tar.ts';

const place = mkdtempSync(join(tmpdir(), 'packages-'));
afterAll(() => rmSync(place, { recursive: true }));

function refused(name: string, bytes: Uint8Array): string {
  const path = join(place, name);
  writeFileSync(path, bytes);
  return told(path);
}

function told(path: string): string {
  try {
    readPackage(path);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A tar of one empty file whose header somebody has changed, with a checksum that fits. */
function forged(name: string, type: string, size?: string): Buffer {
  const tar = writeTar(new Map([['package/package.json', '']]));
  tar.fill(0, 0, 100).write(name, 0);
  tar.write(type, 156);
  if (size) tar.write(size, 124);
  tar.fill(32, 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return tar;
}

const manifest = JSON.stringify({ name: 'x', version: '1.0.0', fhirVersions: ['4.0.1'] });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const library = (content: readonly object[]): string =>
  JSON.stringify({
    resourceType: 'Library',
    url: 'https://tryggfraga.example/fhir/Library/x',
    version: '1.0.0',
    identifier: [{ system: 'https://tryggfraga.example/fhir/sid/routine', value: 'x' }],
    content,
  });
const packed = (...libraries: readonly string[]): Buffer =>
  packArchive(
    new Map([
      ['package/package.json', manifest],
      ...libraries.map((text, n) => [`package/Library-${n}.json`, text] as const),
    ]),
  );
const file = (title: string, text: string) => ({ title, data: base64(text) });
const whole = file('manifest.json', '{}');

describe('a package that somebody made to do harm, or that came to harm, is refused in one line', () => {
  test.each([
    ['a way out', forged('../../etc/passwd', '0'), 'leads out of the package'],
    ['a way out in the middle', forged('package/../../x.json', '0'), 'leads out of the package'],
    ['an absolute name', forged('/etc/passwd', '0'), 'leads out of the package'],
    ['a name of another system', forged('package\\..\\x.json', '0'), 'leads out of the package'],
    ['a symbolic link', forged('package/a.json', '2'), 'symbolic link'],
    ['a hard link', forged('package/a.json', '1'), 'hard link'],
    ['a pipe', forged('package/a.json', '6'), 'a pipe'],
    ['a device', forged('package/a.json', '3'), 'a device'],
    ['a header that renames what follows', forged('package/a.json', 'x'), '--format=ustar'],
    ['a size that is no number', forged('package/a.json', '0', 'zzz'), 'header is damaged'],
    ['a size beyond the end', forged('package/a.json', '0', '00000100000'), 'ends too early'],
  ])('%s', (name, tar, says) => {
    const message = refused(`${name}.tgz`, gzipSync(tar));
    expect(message).toContain(`${name}.tgz: `);
    expect(message).toContain(says);
    expect(message).not.toContain('\n');
  });

  test('the same name twice', () => {
    const one = writeTar(new Map([['package/package.json', manifest]])).subarray(0, 1024);
    expect(refused('twice.tgz', gzipSync(Buffer.concat([one, one, Buffer.alloc(1024)])))).toContain(
      'twice.tgz: "package/package.json" in it: stands there twice',
    );
  });

  test('a bit that fell over', () => {
    const tar = writeTar(new Map([['package/package.json', manifest]]));
    tar[3] = 1;
    expect(refused('bit.tgz', gzipSync(tar))).toContain('damaged (at byte 0)');
  });

  test('half of it', () => {
    const whole = packed(library([file('manifest.json', '{}')]));
    expect(refused('half.tgz', whole.subarray(0, whole.length / 2))).toContain('fetch it again');
    expect(refused('none.tgz', Buffer.alloc(0))).toContain('fetch it again');
    expect(refused('text.tgz', Buffer.from('hello'))).toContain('not a .tgz');
  });

  test('a bomb: little that unpacks to much', () => {
    const bomb = gzipSync(Buffer.alloc(150_000_000));
    expect(bomb.length).toBeLessThan(200_000);
    expect(refused('bomb.tgz', bomb)).toContain('unpacks to more than 100 MB');
  });

  test('a package of a gigabyte, before it is read', () => {
    const path = join(place, 'gigabyte.tgz');
    writeFileSync(path, '');
    truncateSync(path, 1_000_000_000);
    expect(told(path)).toContain('it is 1000 MB; a routine is at most 20 MB');
  });

  test('a folder, and nothing at all', () => {
    mkdirSync(join(place, 'folder.tgz'));
    expect(told(join(place, 'folder.tgz'))).toContain('it is not a file');
    expect(told(join(place, 'gone.tgz'))).toContain('there is no such file');
  });

  test.each([
    ['no routine', packed(), 'holds no routine'],
    ['two routines', packed(library([whole]), library([whole])), 'holds two routines'],
    ['no manifest', packed(library([file('steps.json', '{}')])), 'has no manifest.json'],
    ['a file with a way out', packed(library([whole, file('../x.json', '{}')])), '../x.json'],
    ['a file of another kind', packed(library([whole, file('run.sh', '')])), 'run.sh'],
    ['a file twice', packed(library([whole, whole])), 'stands there twice: manifest.json'],
    ['a file that is no JSON', packed(library([file('manifest.json', '{,}')])), 'manifest.json: '],
    [
      'data that is no base64',
      packed(library([{ title: 'manifest.json', data: '!' }])),
      'checksum',
    ],
    ['another checksum', packed(library([{ ...whole, hash: 'AAAA' }])), 'checksum'],
    ['bytes that are no text', packed(library([{ ...whole, data: '/////w==' }])), 'checksum'],
    ['numbers for texts', packed(library([{ title: 7, data: 7 }])), 'holds no routine'],
    ['JSON without end', packed('['.repeat(100_000)), 'brackets'],
  ])('%s', (name, bytes, says) => {
    expect(refused(`${name}.tgz`, bytes)).toContain(says);
  });

  test.each([
    ['nothing of itself', '{}', 'package/package.json: name'],
    ['another FHIR', manifest.replace('4.0.1', '5.0.0'), 'another FHIR than R4'],
    ['no JSON', '{', 'package/package.json: is not JSON'],
  ])('a package that says %s', (_, text, says) => {
    const bytes = packArchive(new Map([['package/package.json', text]]));
    expect(refused('self.tgz', bytes)).toContain(says);
  });
});

test('what is packed is read back, the same bytes each time, and nothing is left beside', () => {
  const files = new Map([
    ['package/package.json', manifest],
    ['package/Library-a.json', 'Ö'.repeat(700)],
  ]);
  expect(packArchive(files)).toEqual(packArchive(files));
  const read = [...readTar(writeTar(files))].map(([name, bytes]) => [name, bytes.toString('utf8')]);
  expect(read).toEqual([...files]);
  expect(readdirSync(place).filter((name) => name.startsWith('.'))).toEqual([]);
});
