import type { Command } from 'commander';
import type { Io } from '../io.js';
import { addAnnotate } from './outputs/annotate.js';
import { addGet } from './outputs/get.js';
import { addLs } from './outputs/ls.js';

/** `outputs`: the files that runs wrote. */
export function addOutputs(program: Command, io: Io): void {
  const outputs = program.command('outputs').description('list, download and annotate the outputs of runs');
  for (const add of [addLs, addGet, addAnnotate]) add(outputs, io);
}
