import type { Command } from 'commander';
import type { Io } from '../io.js';
import { addCancel } from './runs/cancel.js';
import { addList } from './runs/list.js';
import { addLog } from './runs/log.js';
import { addRerun } from './runs/rerun.js';
import { addShow } from './runs/show.js';
import { addStart } from './runs/start.js';
import { addWatch } from './runs/watch.js';

/** `runs`: starts and follows runs. */
export function addRuns(program: Command, io: Io): void {
  const runs = program.command('runs').description('start and follow runs of workflows');
  for (const add of [addStart, addRerun, addList, addShow, addWatch, addCancel, addLog]) add(runs, io);
}
