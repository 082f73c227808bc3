import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runTask, type Task } from './shared/task.js';

await runTask(takeInventory);

/** Writes `inventory.csv`: the path, the size in bytes and the SHA-256 of every file of the data selection. */
async function takeInventory({ inputDir, outputDir }: Task<Record<string, never>>): Promise<void> {
  const rows: string[] = [];
  for (const name of (await readdir(inputDir, { recursive: true })).sort()) {
    const path = join(inputDir, name);
    if (!(await lstat(path)).isFile()) continue;
    const { bytes, sha256 } = await measure(path);
    rows.push(`${quote(name)},${bytes},${sha256}\n`);
    console.log(`${name}: ${bytes} bytes`);
  }
  await writeFile(join(outputDir, 'inventory.csv'), `path,bytes,sha256\n${rows.join('')}`);
  console.log(`Done: ${rows.length} files.`);
}

async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      hash.update(chunk);
    }
  });
  return { bytes, sha256: hash.digest('hex') };
}

// A name may hold what separates fields.
function quote(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
