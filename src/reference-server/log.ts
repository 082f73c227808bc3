/** What a line of the log says. No token, secret or signed URL may be among the fields. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A structured log: one call is one line. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** A log of JSON lines, each with its time and level. */
export function createJsonLog(write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
