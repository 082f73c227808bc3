/** Says what led to an error, for the log: the messages, and the stack of the first cause, without secrets. */
export function describeFailure(error: unknown): string {
  const chain: string[] = [];
  let current = error;
  // Causes can form a ring.
  for (let depth = 0; current instanceof Error && depth < 5; depth++) {
    chain.push(
      current.cause instanceof Error
        ? `${current.name}: ${current.message}`
        : (current.stack ?? String(current)),
    );
    current = current.cause;
  }
  return redact(chain.length > 0 ? chain.join('\ncaused by ') : String(error));
}

/** Takes out what lets its reader in: tokens, the user of an address, and its query string, which may be signed. */
export function redact(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+\S+/gi, '$1 [redacted]')
    .replace(/\beyJ[\w-]*\.[\w-]*\.?[\w-]*/g, '[redacted]')
    .replace(/(https?:\/\/)[^\s/?#"'<>]*@/gi, '$1[redacted]@')
    .replace(/((?:https?:\/\/|\/_files\/)[^\s?"'<>]*)\?[^\s"'<>]*/gi, '$1?[redacted]');
}
