import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createProgress } from '../../src/cli/downloads/progress.js';

function stream(columns: number) {
  let text = '';
  const methods = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  const output = Object.assign(new PassThrough(), { isTTY: true, columns, ...methods });
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { output, text: () => text };
}

async function shown(columns: number): Promise<string> {
  const { output, text } = stream(columns);
  const progress = createProgress(2, 1000, output);
  progress.file('a\u001b[2J.txt');
  progress.received(250);
  progress.done(500);
  progress.file('b.txt');
  progress.done(500);
  progress.stop();
  await new Promise(setImmediate);
  return text();
}

test('a terminal is shown a bar, with names that do it no harm, and gets its cursor back', async () => {
  const text = await shown(120);
  expect(text).toContain('0/2');
  expect(text).toContain('1.0 kB');
  expect(text).not.toContain('\u001b[2J');
  expect(text).toContain('\u001b[?25h');
});

test('a narrow terminal is shown no names', async () => {
  expect(await shown(60)).not.toContain('.txt');
});
