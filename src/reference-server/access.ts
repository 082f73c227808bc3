import type { User } from './auth.js';
import type { Collection, Config } from './config.js';

/** What one user may know of: a workflow or selection that is not in here does not exist for them. */
export interface Access {
  user: User;
  /** In the order of their ids. */
  selections: readonly SelectionAccess[];
  /** Every workflow that the user may run somewhere, in the order of their ids. */
  workflowIds: readonly string[];
}

export interface SelectionAccess {
  collection: Collection;
  /** The workflows that the user may run over it, in the order of their ids. */
  workflowIds: readonly string[];
}

/** Reads the access of a user from the configuration; it is empty when the user is named nowhere. */
export function accessOf(config: Config, user: User): Access {
  const selections = [...config.collections.values()]
    .map((collection) => ({ collection, workflowIds: workflowsFor(collection, user) }))
    .filter(({ workflowIds }) => workflowIds.length > 0)
    .sort((a, b) => (a.collection.id < b.collection.id ? -1 : 1));
  const workflowIds = [...new Set(selections.flatMap((selection) => selection.workflowIds))].sort();
  return { user, selections, workflowIds };
}

/** The selection of this id over which the user may run something. */
export function findSelection(access: Access, id: string): SelectionAccess | undefined {
  return access.selections.find(({ collection }) => collection.id === id);
}

/** The selections over which the user may run this workflow. */
export function selectionsFor(access: Access, workflowId: string): Collection[] {
  return access.selections
    .filter((selection) => selection.workflowIds.includes(workflowId))
    .map(({ collection }) => collection);
}

function workflowsFor({ workflows }: Collection, user: User): string[] {
  return [...workflows].flatMap(([id, names]) => (names.has(user.name) ? [id] : [])).sort();
}
