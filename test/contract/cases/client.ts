import { createClient, isWorkflowApiError, type WorkflowClient } from '../../../src/client/index.js';
import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectSame, expectThat, skip } from '../expect.js';
import type { Identity } from '../identities.js';
import { prefixOf, unknown } from '../samples.js';

const creates = { effect: 'creates' } as const;

/** What users of the client get from the server. Its requests are noted and checked like all others. */
export const clientCases: readonly ContractCase[] = [
  contractCase('listDataSelections', 'client', 'serve the client: data selections', async (context) => {
    const all = await (await clientOf(context)).dataSelections.list().toArray();
    expectSame(
      all.map(({ id }) => id),
      (await context.fixtures.selections('first')).map(({ id }) => id),
      'the ids of the list',
    );
  }),
  contractCase(
    'listDataSelectionWorkflows',
    'client',
    'serve the client: the workflows for a data selection',
    async (context) => {
      const client = await clientOf(context);
      const [selection] = await context.fixtures.selections('first');
      const { id, workflows } = selection ?? skip('this user may use no data selection');
      const ids = (await client.dataSelections.workflows(id).toArray()).map((workflow) => workflow.id);
      expectSame(ids.sort(), [...workflows].sort(), `the workflows for ${id}`);
    },
  ),
  contractCase(
    'getWorkflow',
    'client',
    'serve the client: workflows and their parameters',
    async (context) => {
      const client = await clientOf(context);
      const [first] = await client.workflows.list().toArray();
      const { id } = first ?? skip('this user may run no workflow');
      expectSame((await client.workflows.get(id)).id, id, 'the workflow that was asked for');
    },
  ),
  contractCase(
    'createRun',
    'client',
    'serve the client: a run from its start to its end',
    async (context) => {
      const { workflow, selection, success } = await context.fixtures.target();
      const client = await clientOf(context);
      const started = await client.runs.create(workflow, { selection, params: success });
      const timeout = context.options.runTimeout ?? 120_000;
      const ended = await client.runs.wait(started, { timeout });
      expectSame([ended.run_id, ended.status], [started.run_id, 'success'], 'the run, ended');
    },
  ),
  contractCase(
    'getRun',
    'client-failure',
    'serve the client: a run that failed',
    async (context) => {
      const failed = await context.fixtures.ended('failure');
      const error = await errorOf((await clientOf(context)).runs.wait(failed));
      expectThat(isWorkflowApiError(error, 'RunFailedError'), 'a RunFailedError', String(error));
      expectSame(error.run.failure?.message, failed.failure?.message, 'the reason');
    },
    creates,
  ),
  contractCase('listRuns', 'client', 'serve the client: lists of runs, page by page', async (context) => {
    const run = await context.fixtures.anyRun();
    const client = await clientOf(context);
    const pageSize = context.features.offers('paging') ? { pageSize: 100 } : {};
    const runs = await client.runs.list(run.workflow_id, { ...pageSize, limit: 1000 }).toArray();
    expectThat(
      runs.some(({ run_id }) => run_id === run.run_id),
      `run ${run.run_id}`,
      'a list without it',
    );
  }),
  contractCase(
    'getTaskLog',
    'client',
    'serve the client: tasks and logs',
    async (context) => {
      const { workflow_id, run_id } = await context.fixtures.ended('success');
      const client = await clientOf(context);
      const [task] = await client.runs.tasks(workflow_id, run_id).toArray();
      const { task_id } = task ?? skip('the run has no tasks');
      expectThat(
        (await client.runs.log(workflow_id, run_id, task_id)) !== '',
        'what the task printed',
        'nothing',
      );
    },
    creates,
  ),
  contractCase(
    'browseOutputs',
    'client',
    'serve the client: files at any depth, and what they hold',
    async (context) => {
      const run = await context.fixtures.anyRun();
      const client = await clientOf(context);
      let count = 0;
      for await (const file of listed(client.outputs.walk(run))) {
        count += 1;
        if (count > 10) break;
        const { byteLength } = await client.outputs.download(file).bytes();
        // That a listing tells no sizes is a finding of its own.
        expectSame(byteLength, file.size ?? byteLength, `the bytes of ${file.name}`);
      }
      expectThat(count > 0, 'files', 'none');
    },
  ),
  contractCase(
    'updateOutputMetadata',
    'client',
    'serve the client: metadata',
    async (context) => {
      const { prefix, name } = await context.fixtures.file();
      const client = await clientOf(context);
      const read = async () =>
        (await client.outputs.list(prefix).toArray()).find(
          (entry) => entry.type === 'file' && entry.name === name,
        );
      const before = await read();
      expectSame(
        (await client.outputs.annotate(prefix, { [name]: { Client: 'yes' } })).saved,
        [name],
        'the saved files',
      );
      const after = await read();
      expectSame(after?.type === 'file' ? after.properties : {}, { Client: 'yes' }, 'what was written');
      await client.outputs.annotate(prefix, { [name]: before?.type === 'file' ? before.properties : {} });
    },
    { alone: 'outputs' },
  ),
  contractCase(
    'getRun',
    'client-not-found',
    'serve the client: errors that it can tell apart',
    async (context) => {
      const client = await clientOf(context);
      const { path = {} } = await context.fixtures.sample('getWorkflow');
      const error = await errorOf(client.runs.get(path.id ?? '', unknown.run));
      expectThat(
        isWorkflowApiError(error, 'NotFoundError') && error.requestId !== undefined,
        'a NotFoundError with the id of the request',
        String(error),
      );
    },
  ),
  contractCase(
    'listWorkflows',
    'client-refused',
    'serve the client: a token that is refused',
    async (context) => {
      const error = await errorOf((await clientOf(context, 'wrong-key')).workflows.list().toArray());
      expectThat(isWorkflowApiError(error, 'AuthenticationError'), 'an AuthenticationError', String(error));
    },
    { hostile: true },
  ),
  contractCase(
    'browseOutputs',
    'client-other-user',
    'serve the client: nothing of what others have',
    async (context) => {
      const prefix = prefixOf(await context.fixtures.anyRun());
      const found = await (await clientOf(context, 'second')).outputs
        .list(prefix)
        .toArray()
        .catch((error: unknown) => {
          if (isWorkflowApiError(error, 'NotFoundError')) return [];
          throw error;
        });
      expectThat(found.length === 0, 'no entries', `${found[0]?.path}`);
    },
  ),
  contractCase(
    'getServiceInfo',
    'client',
    'serve the client: what the deployment offers',
    async (context) => {
      const { features } = await (await clientOf(context)).serviceInfo();
      expectThat(features.includes('service-info'), "'service-info' among its features", features.join(', '));
    },
  ),
];

async function clientOf(
  { fetchAs, options, token }: CaseContext,
  identity: Identity = 'first',
): Promise<WorkflowClient> {
  const given = await token(identity);
  return createClient({
    baseUrl: options.baseUrl,
    ...(given === undefined ? {} : { token: given }),
    fetch: fetchAs(identity),
    polling: { least: 50, most: 2000 },
    retry: false,
  });
}

/** A folder that is not listed is the failure of `browse-outputs/offered-below`. */
async function* listed<T>(files: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* files;
  } catch (error) {
    if (isWorkflowApiError(error, 'NotOfferedError')) skip(error.message);
    throw error;
  }
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => error,
  );
}
