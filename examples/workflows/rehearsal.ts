import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runTask, type Task } from './shared/task.js';

interface Parameters {
  /** How long to take. */
  seconds: number;
  outcome: 'success' | 'failure';
  message: string;
}

await runTask(rehearse);

/** Goes through the life of a run without looking at any data, so that a deployment can be tried out. */
async function rehearse({ outputDir, parameters }: Task<Parameters>): Promise<void> {
  const { seconds, outcome, message } = parameters;
  console.log('The rehearsal begins.');
  if (message !== '') console.log(message);
  await pass(seconds);
  for (const [name, content] of Object.entries(outputs(message))) {
    const path = join(outputDir, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    console.log(`Wrote ${name}`);
  }
  if (outcome === 'failure') throw new Error('The rehearsal fails, as it was asked to.');
  console.log('The rehearsal ends.');
}

async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 1) {
    console.log(`${left} s to go`);
    await delay(Math.min(left, 1) * 1000);
  }
}

/** Among them the names that are easily got wrong: in folders, with blanks, with markup, beyond ASCII. */
function outputs(message: string): Record<string, string> {
  return {
    'message.txt': `${message}\n`,
    'numbers.csv': 'x,y\n1,1\n2,4\n3,9\n',
    'details/deeper/notes.txt': 'A file in a folder in a folder.\n',
    'Größe & <b>Länge.txt': 'A file with a name to be escaped.\n',
  };
}
