/** Calls a function by its name with an event, and gives what it answers or throws. */
export type Invoke = (name: string, event: object) => Promise<unknown>;

/** Lambda takes and gives 6 MB at most. */
const mostBytes = 6_291_556;

/** A Lambda of functions in this process: everything goes through JSON, and what is too large fails. */
export function invokeLocally(
  functions: Readonly<Record<string, (event: never) => Promise<unknown>>>,
): Invoke {
  return limited(async (name, event) => {
    const run = functions[name] ?? functions.router;
    if (run === undefined) throw new Error(`There is no function ${name}.`);
    return run(event as never);
  });
}

/** Hands on events and answers as JSON, and fails for those that are too large. */
export function limited(invoke: Invoke): Invoke {
  return async (name, event) => {
    const result = JSON.stringify(await invoke(name, JSON.parse(checked(JSON.stringify(event)))));
    return result === undefined ? null : JSON.parse(checked(result));
  };
}

function checked(json: string): string {
  if (Buffer.byteLength(json) > mostBytes) throw new Error('The payload is too large.');
  return json;
}
