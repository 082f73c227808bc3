const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** A new run id: 100 random bits. Short, because the path of a call to a managed Airflow is limited. */
export function randomRunId(): string {
  return runIdOf(crypto.getRandomValues(new Uint8Array(20)));
}

/** The run id that this user always gets for this key, on every server; it tells nothing of the key. */
export async function runIdForKey(username: string, workflowId: string, key: string): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([username, workflowId, key]));
  return runIdOf(new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, 20));
}

// Five bits of each byte, so that every character is equally likely.
function runIdOf(bytes: Uint8Array): string {
  return `labcas-${[...bytes].map((byte) => alphabet[byte & 31]).join('')}`;
}
