import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessTable } from './process-table.js';

/** Identifies the process that leads the group of a run. */
export interface RecordedProcess {
  /** Also the id of the group. */
  pid: number;
  /** As the process table gives it; null when the table could not be read. */
  startedAt: string | null;
}

/** How long a group that was killed may take to disappear, in ms; only the kernel can delay it. */
const killLimit = 5000;

/** Ends every process of a group: TERM first, KILL after `grace` ms. False when something is left even then. */
export async function endGroup(table: ProcessTable, group: number, grace: number): Promise<boolean> {
  if (grace > 0) {
    signalGroup(group, 'SIGTERM');
    if (await isGone(table, group, grace)) return true;
  }
  signalGroup(group, 'SIGKILL');
  return isGone(table, group, killLimit);
}

/**
 * Kills what an earlier server left running, and nothing else. While a group has a member its id is not
 * given to a new process: a leader with another start time means that the group is gone and the id is
 * someone else's. Members without a leader count only when one of them carries `marker` in its environment.
 */
export async function endLeftovers(
  table: ProcessTable,
  recorded: RecordedProcess,
  marker: string,
): Promise<'none' | 'ended' | 'left'> {
  const members = (await table.list()).filter(({ group }) => group === recorded.pid);
  if (!members.some(({ alive }) => alive)) return 'none';
  const leader = members.find(({ pid }) => pid === recorded.pid);
  const ours =
    leader !== undefined && recorded.startedAt !== null
      ? leader.startedAt === recorded.startedAt
      : await anyHasVariable(table, members, marker);
  if (!ours) return 'none';
  return (await endGroup(table, recorded.pid, 0)) ? 'ended' : 'left';
}

async function anyHasVariable(table: ProcessTable, members: readonly { pid: number }[], variable: string) {
  const found = await Promise.all(members.map(({ pid }) => table.hasVariable(pid, variable)));
  return found.includes(true);
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // Nothing of the group is left, or it belongs to another user: asking the table tells.
  }
}

async function isGone(table: ProcessTable, group: number, limit: number): Promise<boolean> {
  const deadline = performance.now() + limit;
  for (let pause = 10; ; pause = Math.min(pause * 2, 200)) {
    if (!(await hasMembers(table, group))) return true;
    if (performance.now() >= deadline) return false;
    await delay(pause);
  }
}

/** Signal 0 finds zombies too, so only the table can say that something still lives. */
async function hasMembers(table: ProcessTable, group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  return (await table.list()).some((entry) => entry.group === group && entry.alive);
}
