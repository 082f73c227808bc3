import { describe, expectTypeOf, it } from 'vitest';
import {
  type CreateRunOptions,
  createClient,
  isWorkflowApiError,
  type List,
  type OutputEntry,
  type OutputFile,
  type Run,
  type RunFailedError,
  type RunStatus,
  type ServiceInfo,
  type Task,
  type ValidationError,
  type WorkflowApiError,
  type WorkflowDetails,
  workflowRef,
} from '../../src/client/index.js';
import type { components } from '../../src/generated/types.js';

type Schemas = components['schemas'];

const client = createClient({ baseUrl: 'https://host' });

describe('the models', () => {
  it('take what the document describes', () => {
    expectTypeOf<Schemas['Run']>().toExtend<Run>();
    expectTypeOf<Schemas['Task']>().toExtend<Task>();
    expectTypeOf<Schemas['WorkflowDetails']>().toExtend<WorkflowDetails>();
    expectTypeOf<Schemas['ServiceInfo']>().toExtend<ServiceInfo>();
    expectTypeOf<Schemas['RunStatus']>().toEqualTypeOf<RunStatus>();
  });

  it('let statuses be known ones or others', () => {
    expectTypeOf<'running'>().toExtend<Run['status']>();
    expectTypeOf<string>().toExtend<Run['status']>();
  });

  it('tell files from folders by their type', () => {
    const entry = {} as OutputEntry;
    if (entry.type === 'file') expectTypeOf(entry).toEqualTypeOf<OutputFile>();
    else expectTypeOf(entry).not.toHaveProperty('href');
  });
});

describe('the methods', () => {
  it('give lists and runs', () => {
    expectTypeOf(client.runs.list('nebraska')).toEqualTypeOf<List<Run>>();
    expectTypeOf<Awaited<ReturnType<typeof client.runs.wait>>>().toEqualTypeOf<Run>();
    expectTypeOf(client.outputs.walk('a')).toExtend<AsyncIterable<OutputFile>>();
    expectTypeOf<Awaited<ReturnType<typeof client.runs.log>>>().toEqualTypeOf<string>();
  });

  it('know no any', () => {
    expectTypeOf<Run['params'][string]>().toEqualTypeOf<unknown>();
    expectTypeOf<WorkflowDetails['parameters'][string]['default']>().toEqualTypeOf<unknown>();
    expectTypeOf<WorkflowApiError['cause']>().toEqualTypeOf<unknown>();
  });

  it('hold a pinned workflow to its parameters', () => {
    const nebraska = workflowRef<{ tile_size?: 64 | 128 | 256; csv?: boolean }>('nebraska');
    client.runs.create(nebraska, { selection: 'colon/fhl2', params: { tile_size: 128 } });
    // @ts-expect-error 63 is no tile size
    client.runs.create(nebraska, { selection: 'colon/fhl2', params: { tile_size: 63 } });
    // @ts-expect-error there is no such parameter
    client.runs.create(nebraska, { selection: 'colon/fhl2', params: { tiles: 1 } });
    expectTypeOf(nebraska).toExtend<string>();
  });

  it('take any parameters of other workflows', () => {
    client.runs.create('nebraska', { selection: 'colon/fhl2', params: { anything: [1] } });
    expectTypeOf<CreateRunOptions['params']>().toEqualTypeOf<Record<string, unknown> | undefined>();
    // @ts-expect-error a run is over a data selection
    client.runs.create('nebraska', { params: {} });
  });
});

describe('isWorkflowApiError', () => {
  it('narrows by name', () => {
    const error: unknown = undefined;
    if (isWorkflowApiError(error)) expectTypeOf(error).toEqualTypeOf<WorkflowApiError>();
    if (isWorkflowApiError(error, 'RunFailedError')) {
      expectTypeOf(error).toEqualTypeOf<RunFailedError>();
      expectTypeOf(error.run).toEqualTypeOf<Run>();
    }
    if (isWorkflowApiError(error, 'ValidationError')) expectTypeOf(error).toEqualTypeOf<ValidationError>();
    // @ts-expect-error there is no such error
    isWorkflowApiError(error, 'NoSuchError');
  });
});

describe('client.api', () => {
  it('narrows data and error by the document', async () => {
    const { data, error } = await client.api.GET('/workflows/{id}/runs/{run_id}', {
      params: { path: { id: 'nebraska', run_id: 'r1' } },
    });
    if (data) expectTypeOf(data.status).toEqualTypeOf<RunStatus>();
    if (error) expectTypeOf(error.code).toEqualTypeOf<Schemas['ProblemCode']>();
  });

  it('knows paths and parameters', () => {
    // @ts-expect-error there is no such path
    client.api.GET('/nothing');
    // @ts-expect-error the id is missing
    client.api.GET('/workflows/{id}', {});
  });
});
