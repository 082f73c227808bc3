import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createProcessTable } from '../../../../src/reference-server/engines/embedded/process-table.js';

const hasPs = ['/bin/ps', '/usr/bin/ps'].some((path) => existsSync(path));

describe.each([
  ['by /proc', 'linux' as const, process.platform === 'linux'],
  ['by ps', 'darwin' as const, hasPs],
])('The processes of the machine, %s', (_, platform, isThere) => {
  const table = createProcessTable(platform);

  test.skipIf(!isThere)('are found with their group, their start and their environment', async () => {
    // Brackets and blanks in the name of a program must not move the columns.
    const script = 'process.title = "a) S 1 (b"; process.stdout.write("up"); setInterval(() => {}, 1000)';
    const env = { PATH: process.env.PATH ?? '', LABCAS_CONF: '/some/where/conf.json' };
    const child = spawn(process.execPath, ['-e', script], {
      detached: true,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    try {
      const found = await table.find(pid);
      expect(found).toMatchObject({ pid, group: pid, alive: true });
      expect((await table.list()).find((entry) => entry.pid === pid)).toEqual(found);
      expect(found?.startedAt).not.toBe((await table.find(1))?.startedAt);
    } finally {
      process.kill(-pid, 'SIGKILL');
    }
    await once(child, 'exit');
    expect((await table.find(pid))?.alive ?? false).toBe(false);
  });

  test.skipIf(!isThere)('are known by a variable that they were started with', async () => {
    const env = { PATH: process.env.PATH ?? '', LABCAS_CONF: '/some/where/conf.json' };
    const child = spawn('sleep', ['1000'], { env, stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    try {
      expect(await table.hasVariable(pid, 'LABCAS_CONF=/some/where/conf.json')).toBe(true);
      expect(await table.hasVariable(pid, 'LABCAS_CONF=/some/where')).toBe(false);
      expect(await table.hasVariable(4_000_000, 'LABCAS_CONF=/some/where/conf.json')).toBe(false);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
