export type { MockFault } from './adapters/msw/faults.js';
export type { Script, ScriptTask } from './engines/memory.js';
export { createHandlers, type MockOptions } from './msw/create-handlers.js';
export type { MockParameter, MockRun, MockSelection, MockWorkflow } from './msw/options.js';
export type { MockUser } from './msw/users.js';
