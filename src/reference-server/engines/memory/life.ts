import type { EngineRun, TaskPage } from '../../engine.js';
import type { Script, ScriptTask } from './script.js';

type Task = TaskPage['tasks'][number];

/** A run, what it will do, and what it was made to print beside that. */
export interface Life {
  run: EngineRun;
  script: Script;
  /** Whether somebody else decides what becomes of it. */
  taken: boolean;
  /** By task. */
  printed: Map<string, string>;
}

/** Brings a run to where its script is at a time; whether it ended just now. */
export function advance({ run, script, taken }: Life, now: number): boolean {
  if (taken || run.endTime !== null) return false;
  const startsAt = Date.parse(run.createdAt) + script.queued;
  if (now < startsAt) return false;
  Object.assign(run, { status: 'running', startTime: isoOf(startsAt) });
  const endsAt = startsAt + lengthOf(script.tasks);
  if (now < endsAt) return false;
  const succeeded = script.outcome !== 'failure';
  const failure = { code: 'exit', message: script.reason ?? 'The workflow ended with exit code 1.' };
  Object.assign(run, {
    status: succeeded ? 'success' : 'failed',
    endTime: isoOf(endsAt),
    failure: succeeded ? null : failure,
  });
  return true;
}

/** The tasks of a run at a time. */
export function tasksOf(life: Life, now: number): Task[] {
  return life.script.tasks.map((task) => taskOf(life, task, now));
}

/** What a task has printed at a time; `undefined` when the script has no such task. */
export function logOf(life: Life, taskId: string, now: number): string | undefined {
  const task = life.script.tasks.find(({ id }) => id === taskId);
  if (task === undefined) return undefined;
  const { begin, finish } = spanOf(life, task);
  const lines = life.taken ? [] : (task.log?.match(/.*\n|.+$/g) ?? []);
  const share = task.duration === 0 && now >= begin ? 1 : (Math.min(now, finish) - begin) / task.duration;
  const shown = lines.slice(0, Math.max(0, Math.floor(share * lines.length)));
  return shown.join('') + (life.printed.get(taskId) ?? '');
}

function taskOf(life: Life, task: ScriptTask, now: number): Task {
  const { begin, finish } = spanOf(life, task);
  const began = begin <= now;
  return {
    task_id: task.id,
    map_index: null,
    status: statusOf(life, task, { began, finished: finish <= now }),
    tries: began ? 1 : 0,
    start_time: began ? isoOf(begin) : null,
    end_time: began && finish <= now ? isoOf(finish) : null,
  };
}

function statusOf(
  { run, script, taken }: Life,
  task: ScriptTask,
  { began, finished }: { began: boolean; finished: boolean },
): Task['status'] {
  if (!began) return run.endTime === null ? 'queued' : 'skipped';
  if (!finished) return 'running';
  // A run that fails does so in its last task, or in the one that was under way when it was ended.
  const isLast = taken || task === script.tasks.at(-1) || spanOf({ run, script, taken }, task).cut;
  return run.status === 'failed' && isLast ? 'failed' : 'success';
}

/** When a task begins and ends; later than any time when it is not known that it will. */
function spanOf({ run, script, taken }: Pick<Life, 'run' | 'script' | 'taken'>, task: ScriptTask) {
  const start = run.startTime === null ? Number.POSITIVE_INFINITY : Date.parse(run.startTime);
  const end = run.endTime === null ? Number.POSITIVE_INFINITY : Date.parse(run.endTime);
  if (taken) return { begin: start, finish: end, cut: false };
  const begin = start + lengthOf(script.tasks.slice(0, script.tasks.indexOf(task)));
  if (begin > end) return { begin: Number.POSITIVE_INFINITY, finish: Number.POSITIVE_INFINITY, cut: false };
  const finish = begin + task.duration;
  return { begin, finish: Math.min(finish, end), cut: finish > end };
}

function lengthOf(tasks: readonly ScriptTask[]): number {
  return tasks.reduce((sum, { duration }) => sum + duration, 0);
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
