import type { Config, ConfigSource } from '../config.js';
import type { MockSelection } from './options.js';

/** A configuration by which everybody who has come may run everything, but for selections with users of their own. */
export function createMockConfig(
  selections: readonly MockSelection[],
  everybody: ReadonlySet<string>,
): ConfigSource {
  const config: Config = {
    collections: new Map(selections.map((selection) => [selection.id, collectionOf(selection, everybody)])),
  };
  return { read: async () => config };
}

function collectionOf(
  { id, description = null, workflows, users }: MockSelection,
  everybody: ReadonlySet<string>,
) {
  const allowed = users === undefined ? everybody : new Set(users);
  return {
    id,
    description,
    bucket: 'archive',
    prefix: `${id}/`,
    workflows: new Map(workflows.map((workflow) => [workflow, allowed] as const)),
  };
}
