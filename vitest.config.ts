import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // The catalogue of the examples names the bundled workflows.
    globalSetup: ['test/support/build-examples.ts'],
    // Processes, because tests start child processes and send signals.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    typecheck: {
      enabled: true,
      include: ['test/**/*.test-d.ts'],
      tsconfig: 'tsconfig.json',
      // `npm run typecheck` reports the errors of everything else.
      ignoreSourceErrors: true,
    },
  },
});
