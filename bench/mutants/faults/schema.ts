import { badJson, type Fault, type Json } from '../fault.js';

const runs = { operation: ['getRun', 'createRun', 'cancelRun'] } as const;
const listed = (change: (run: Json) => Json) => (body: { runs: Json[] }) => ({
  ...body,
  runs: body.runs.map(change),
});

/** Bodies that are not as the schemas say. */
export const schemaFaults: readonly Fault[] = [
  badJson(
    'schema-type',
    'schema',
    'a number as text',
    { operation: 'listRunTasks' },
    (body: { tasks: Json[] }) => ({
      ...body,
      tasks: body.tasks.map((task) => ({ ...task, tries: String(task.tries) })),
    }),
  ),
  badJson(
    'schema-missing',
    'schema',
    'a required property left out',
    runs,
    ({ created_at: _, ...run }) => run,
  ),
  badJson(
    'schema-missing-list',
    'schema',
    'a required property left out in a list',
    { operation: 'listRuns' },
    listed(({ failure: _, ...run }) => run),
  ),
  badJson(
    'schema-null',
    'schema',
    'null where it is not allowed',
    { operation: 'listWorkflows' },
    (body: { workflows: Json[] }) => ({
      workflows: body.workflows.map((workflow) => ({ ...workflow, id: null })),
    }),
  ),
  badJson(
    'schema-null-list',
    'schema',
    'null for an empty list',
    { operation: 'listRuns' },
    (body: { runs: Json[] }) => (body.runs.length === 0 ? { ...body, runs: null } : body),
  ),
  badJson('schema-enum', 'schema', 'a status that is not documented', runs, (run) => ({
    ...run,
    status: 'finished',
    state: 'finished',
  })),
  badJson('schema-extra', 'schema', "the server's own keys among the parameters", runs, (run) => ({
    ...run,
    params: { ...(run.params as Json), username: 'researcher' },
    conf: { ...(run.conf as Json), username: 'researcher' },
  })),
  badJson('schema-date', 'schema', 'a time that is no date-time', runs, (run) => ({
    ...run,
    created_at: String(run.created_at).replace('T', ' ').replace('Z', ''),
  })),
  badJson('schema-uri', 'schema', 'an address that is none', runs, (run) => ({
    ...run,
    output_url: `output data/${run.output_prefix}`,
  })),
  badJson(
    'schema-range',
    'schema',
    'a number below its minimum',
    { operation: 'browseOutputs' },
    (body: { files: Record<string, Json> }) => ({
      ...body,
      files: Object.fromEntries(
        Object.entries(body.files).map(([name, file]) => [name, { ...file, size: -1 }]),
      ),
    }),
  ),
  badJson(
    'schema-empty-id',
    'schema',
    'an empty id',
    { operation: 'listDataSelections' },
    (body: { data_selections: Json[] }) => ({
      data_selections: body.data_selections.map((selection) => ({ ...selection, id: '' })),
    }),
  ),
  badJson(
    'schema-list-for-object',
    'schema',
    'a list in place of an object',
    { operation: 'getWorkflow' },
    (workflow) => ({
      ...workflow,
      parameters: Object.entries(workflow.parameters as Json).map(([name, value]) => ({
        name,
        ...(value as Json),
      })),
    }),
  ),
  badJson(
    'schema-bare-list',
    'schema',
    'a bare list in place of the object around it',
    { operation: 'listWorkflows' },
    (body: { workflows: Json[] }) => body.workflows,
  ),
  badJson(
    'schema-feature-twice',
    'schema',
    'a feature listed twice',
    { operation: 'getServiceInfo' },
    (info) => ({
      ...info,
      features: [...(info.features as string[]), 'paging'],
    }),
  ),
];
