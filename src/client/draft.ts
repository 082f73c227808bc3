/** What a request is to be. fetch makes a Request of its own in any case: one that it is given is only copied. */
export interface Draft {
  url: string;
  method: string | undefined;
  headers: Headers;
  init: RequestInit;
}

type Fetch = (request: Request) => Promise<Response>;

/** Stands in for Request where openapi-fetch calls it with `new`, and nobody else sees the result. */
export function draft(url: string, init: RequestInit & { headers: Headers }): Draft {
  return { url, method: init.method, headers: init.headers, init };
}

/** Sends a draft, or a request that somebody has seen, by the caller's own fetch or the global one. */
export function dispatch(fetch: Fetch | undefined, request: Request | Draft): Promise<Response> {
  if (request instanceof Request) return (fetch ?? globalThis.fetch)(request);
  const { url, init } = request;
  return fetch ? fetch(new Request(url, init)) : globalThis.fetch(url, init);
}
