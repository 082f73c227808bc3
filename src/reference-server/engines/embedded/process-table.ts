import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process as the system lists it. */
export interface ProcessEntry {
  pid: number;
  /** The id of its process group. */
  group: number;
  /** Differs between two processes that had the same id, also across restarts of the machine. */
  startedAt: string;
  /** False for a zombie: it has ended, and only its parent has not asked yet. */
  alive: boolean;
}

/** What the system knows about its processes. */
export interface ProcessTable {
  find(pid: number): Promise<ProcessEntry | undefined>;
  list(): Promise<ProcessEntry[]>;
  /** Whether a process was started with `NAME=value` in its environment; false when that cannot be read. */
  hasVariable(pid: number, variable: string): Promise<boolean>;
}

/** The table of this machine: `/proc` on Linux, `ps` elsewhere. */
export function createProcessTable(platform: NodeJS.Platform = process.platform): ProcessTable {
  return platform === 'linux' ? createProcTable() : createPsTable();
}

function createProcTable(): ProcessTable {
  const find = async (pid: number) => {
    const [stat, boot] = await Promise.all([readText(`/proc/${pid}/stat`), bootId()]);
    return stat === undefined ? undefined : parseStat(pid, stat, boot);
  };
  return {
    find,
    async list() {
      const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
      const entries = await Promise.all(pids.map(find));
      return entries.filter((entry) => entry !== undefined);
    },
    async hasVariable(pid, variable) {
      const environment = await readText(`/proc/${pid}/environ`);
      return environment?.split('\0').includes(variable) ?? false;
    },
  };
}

/** The start time counts from the start of the machine, so the id of that start belongs to it. */
const bootId = () => readText('/proc/sys/kernel/random/boot_id').then((text) => text?.trim() ?? '');

/** The name of the command, in brackets, may hold anything: the fields are counted after it. */
function parseStat(pid: number, stat: string, boot: string): ProcessEntry {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0] ?? '';
  return { pid, group: Number(fields[2]), startedAt: `${boot}:${fields[19]}`, alive: !/[ZX]/.test(state) };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

function createPsTable(): ProcessTable {
  const columns = ['-o', 'pid=,pgid=,stat=,lstart='];
  const parse = (text: string) =>
    text
      .split('\n')
      .map(parsePsLine)
      .filter((entry) => entry !== undefined);
  return {
    find: async (pid) => parse(await ps([...columns, '-p', String(pid)]))[0],
    list: async () => parse(await ps(['-A', ...columns])),
    async hasVariable(pid, variable) {
      const line = await ps(['eww', '-o', 'command=', '-p', String(pid)]);
      return ` ${line.trim()} `.includes(` ${variable} `);
    },
  };
}

function parsePsLine(line: string): ProcessEntry | undefined {
  const [, pid, group, state, startedAt] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*\S)/.exec(line) ?? [];
  if (pid === undefined || state === undefined || startedAt === undefined) return undefined;
  return { pid: Number(pid), group: Number(group), startedAt, alive: !state.startsWith('Z') };
}

/** The language and the time zone are fixed because start times are compared as text. */
async function ps(args: string[]): Promise<string> {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  try {
    return (await promisify(execFile)('ps', args, { env, maxBuffer: 64 << 20 })).stdout;
  } catch {
    return '';
  }
}
