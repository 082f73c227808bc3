import type { Script, ScriptedWorkflow } from '../engines/memory.js';
import type { MockWorkflow } from './options.js';

/** A workflow for the engine, of which the runs live `speed` times as fast as their scripts say. */
export function scripted(workflow: MockWorkflow, speed: number): ScriptedWorkflow {
  const { id, description = null, schedule = null, additionalParameters = false, script } = workflow;
  const parameters = parametersOf(workflow);
  const defaults = Object.fromEntries(
    Object.entries(parameters).flatMap(([name, parameter]) =>
      parameter.default === undefined ? [] : [[name, parameter.default]],
    ),
  );
  return {
    id,
    description,
    schedule,
    additionalParameters,
    parameters,
    script: (conf) => faster({ ...usual, ...script?.({ ...defaults, ...conf }) }, speed),
  };
}

const usual: Script = { queued: 500, tasks: [{ id: 'main', duration: 2000 }] };

function parametersOf({ parameters = {} }: MockWorkflow): ScriptedWorkflow['parameters'] {
  const complete = Object.entries(parameters).map(
    ([name, { description = null, required = false, schema = {}, ...rest }]) =>
      [name, { description, required, schema, ...rest }] as const,
  );
  return Object.fromEntries(complete);
}

function faster(script: Script, speed: number): Script {
  // What goes on for ever does so at any speed.
  const shorter = (duration: number) => (Number.isFinite(duration) ? duration / speed : duration);
  return {
    ...script,
    queued: shorter(script.queued),
    tasks: script.tasks.map((task) => ({ ...task, duration: shorter(task.duration) })),
  };
}
