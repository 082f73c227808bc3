import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createNodeServer } from '../../src/reference-server/adapters/node-server.js';
import { createAuthenticator } from '../../src/reference-server/auth.js';
import { createYamlFileConfig } from '../../src/reference-server/configs/yaml-file.js';
import { readCatalog } from '../../src/reference-server/engines/embedded/catalog.js';
import { createEmbeddedEngine } from '../../src/reference-server/engines/embedded.js';
import { createHandler } from '../../src/reference-server/handler.js';
import { createS3Store } from '../../src/reference-server/stores/s3.js';
import { signToken } from '../../src/reference-server/token.js';
import { describeStore, type StoreFixture } from '../reference-server/stores/suite.js';
import { openS3Bucket } from '../reference-server/support/s3-bucket.js';
import { catalog, config, silent } from '../support/contract/deployment.js';
import { expectEveryCase, ran } from '../support/contract/expect-cases.js';

// Set by `npm run test:aws`: the server keeps its buckets in this folder, where the embedded engine works too.
const endpoint = process.env.LABCAS_TEST_VERIFYING_S3;
const buckets = process.env.LABCAS_TEST_VERIFYING_S3_FOLDER ?? '';
const reason = endpoint === undefined ? ' (skipped: run npm run test:aws)' : '';

describe.skipIf(endpoint === undefined)(`an S3 that verifies every signature${reason}`, () => {
  const open = () => openS3Bucket(endpoint ?? '');
  describeStore('S3 with signatures', open);

  describe('with a wrong secret', () => {
    const folder = { prefix: 'researcher/' };
    let fixture: StoreFixture;
    beforeAll(async () => {
      fixture = await open();
      await fixture.put('researcher/a.txt', 'a');
      // Its client, which is made at the first call, has the right secret.
      await fixture.store.list({ ...folder, bucket: fixture.bucket }, { pageSize: 1 });
    });
    beforeEach(() => void vi.stubEnv('AWS_SECRET_ACCESS_KEY', randomUUID()));

    const refused = { name: 'StoreError', kind: 'unavailable' };
    const message = expect.stringContaining('the credentials are refused');

    test('nothing is read', async () => {
      const store = createS3Store({ endpoint });
      const listing = store.list({ ...folder, bucket: fixture.bucket }, { pageSize: 1 });
      await expect(listing).rejects.toMatchObject({ ...refused, message });
    });

    test('nothing is written', async () => {
      const store = createS3Store({ endpoint });
      const properties = new Map([['a.txt', { k: 'v' }]]);
      const writing = store.writeProperties({ ...folder, bucket: fixture.bucket }, properties);
      await expect(writing).rejects.toMatchObject(refused);
      expect(await fixture.get('researcher/a.txt.cfg')).toBeUndefined();
    });

    test('a link gives nothing, and neither does a good one that was changed', async () => {
      const at = { ...folder, bucket: fixture.bucket };
      const forged = await createS3Store({ endpoint }).link(at, 'a.txt', '');
      expect((await fetch(forged)).status).toBe(403);
      const good = await fixture.store.link(at, 'a.txt', '');
      expect(await (await fetch(good)).text()).toBe('a');
      expect((await fetch(good.replace('a.txt', 'b.txt'))).status).toBe(403);
    });
  });

  describe('as the store of a server', () => {
    const stops: (() => Promise<unknown>)[] = [];
    afterAll(async () => {
      for (const stop of stops.reverse()) await stop();
    });

    test('passes every case of the contract', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'contract-s3-'));
      stops.push(() => rm(folder, { recursive: true, force: true }));
      await writeFile(join(folder, 'config.yaml'), config);
      await writeFile(join(folder, 'catalog.yaml'), catalog);
      for (const path of ['archive/colon/fhl2', 'archive/cells/phase', 'staging'])
        await mkdir(join(buckets, path), { recursive: true });
      const engine = await createEmbeddedEngine({
        dataDir: join(folder, 'data'),
        bucketsDir: buckets,
        catalog: await readCatalog(join(folder, 'catalog.yaml')),
        log: silent,
      });
      stops.push(() => engine.close());
      const jwtSecret = randomUUID();
      const handler = createHandler({
        engine,
        store: createS3Store({ endpoint }),
        config: createYamlFileConfig(join(folder, 'config.yaml'), { log: silent }),
        authenticate: createAuthenticator({ key: jwtSecret }),
        outputBucket: 'staging',
        service: {
          id: 'org.example.test',
          name: 'Test',
          organization: { name: 'Example', url: 'https://www.example.org' },
          version: '0.0.0',
          features: [
            'runs-detail',
            'cancel',
            'tasks',
            'logs',
            'idempotency',
            'paging',
            'all-runs',
            'path-form',
            'service-info',
          ],
        },
        corsOrigins: ['http://localhost:*'],
        validateResponses: true,
        log: silent,
      });
      const server = createNodeServer(handler, { log: silent });
      stops.push(() => server.close());
      const baseUrl = (await server.listen({ port: 0 })).url;
      const sign = (user: string) => signToken(jwtSecret, { user });
      const tokens = { first: await sign('researcher'), second: await sign('reviewer') };
      const report = await ran({ baseUrl, jwtSecret, tokens, allowCreate: true, allowChange: true });
      expectEveryCase(report);
    }, 180_000);
  });
});
