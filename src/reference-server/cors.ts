export interface Cors {
  /** The headers of every answer to a request from this origin. */
  headers(origin: string | null): Record<string, string>;
  /** The headers of a preflight beside those. */
  preflight(origin: string | null): Record<string, string>;
}

/** Lets pages of the listed origins read answers. `http://localhost:*` stands for every port. */
export function createCors(origins: readonly string[]): Cors {
  const allows = (origin: string | null): origin is string =>
    origin !== null && origins.some((entry) => covers(entry, origin));
  return {
    headers: (origin) => ({ Vary: 'Origin', ...(allows(origin) ? readable(origin) : {}) }),
    preflight: (origin) => (allows(origin) ? preflight : {}),
  };
}

function readable(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    // The last two belong to files below `/_files/`: downloads that go on need them.
    'Access-Control-Expose-Headers':
      'Location, Link, Retry-After, X-Request-Id, WWW-Authenticate, Content-Range, ETag',
  };
}

const preflight = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
  'Access-Control-Max-Age': '600',
};

function covers(entry: string, origin: string): boolean {
  if (!entry.endsWith(':*')) return entry === origin;
  const host = entry.slice(0, -2);
  // A browser leaves out the port when it is the scheme's own.
  return (
    origin === host || (origin.startsWith(`${host}:`) && /^\d{1,5}$/.test(origin.slice(host.length + 1)))
  );
}
