import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What is sent over the line, file by file; the bars are asserted by test/size.test.ts. */
export function benchSize(): void {
  write('Built files (gzip, kB):');
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => /\.(js|css|json|html)$/.test(each)).sort()) {
    if (file.startsWith('.vite')) continue;
    const size = gzipSync(readFileSync(join('dist', file)), { level: 9 }).length;
    write(`  ${(size / 1000).toFixed(1).padStart(6)}  ${file}`);
  }
}
