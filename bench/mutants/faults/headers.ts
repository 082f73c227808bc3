import { badAnswer, type Fault, fault, withBody, withHeaders } from '../fault.js';

const all = [200, 201, 202, 400, 401, 403, 404, 405, 406, 409, 413, 422];

const cors = (id: string, what: string, change: (response: Response, request: Request) => Response): Fault =>
  fault(id, 'cors', what, async ({ request, fresh, info, right }) =>
    change(await right(fresh(), info), request),
  );

/** Headers that are missing or wrong, and what browsers need. */
export const headerFaults: readonly Fault[] = [
  badAnswer('header-location-missing', 'headers', 'no Location', { operation: 'createRun' }, (response) =>
    withHeaders(response, { location: null }),
  ),
  badAnswer(
    'header-location-relative',
    'lifecycle',
    'a Location that is no absolute address',
    { operation: 'createRun' },
    (response) =>
      withHeaders(response, { location: new URL(response.headers.get('location') ?? '').pathname }),
  ),
  badAnswer(
    'header-location-other',
    'lifecycle',
    'a Location that leads to another run',
    { operation: 'createRun' },
    (response) => withHeaders(response, { location: `${response.headers.get('location')}x` }),
  ),
  badAnswer(
    'header-location-parent',
    'lifecycle',
    'a Location that leads to the list',
    { operation: 'createRun' },
    (response) =>
      withHeaders(response, { location: (response.headers.get('location') ?? '').replace(/\/[^/]+$/, '') }),
  ),
  badAnswer(
    'header-location-stage',
    'lifecycle',
    'a Location without the stage',
    { operation: 'createRun' },
    (response) =>
      withHeaders(response, { location: (response.headers.get('location') ?? '').replace('/dev/', '/') }),
  ),
  badAnswer('header-request-id', 'headers', 'no X-Request-Id', { status: all }, (response) =>
    withHeaders(response, { 'x-request-id': null }),
  ),
  badAnswer('header-allow', 'headers', 'no Allow with 405', { status: [405] }, (response) =>
    withHeaders(response, { allow: null }),
  ),
  badAnswer(
    'header-allow-wrong',
    'headers',
    'an Allow that lists methods that the path does not know',
    { status: [405] },
    (response) => withHeaders(response, { allow: 'GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS' }),
  ),
  badAnswer(
    'header-www-authenticate',
    'headers',
    'no WWW-Authenticate with 401',
    { status: [401] },
    (response) => withHeaders(response, { 'www-authenticate': null }),
  ),
  badAnswer(
    'header-www-authenticate-scheme',
    'headers',
    'another scheme in WWW-Authenticate',
    { status: [401] },
    (response) => withHeaders(response, { 'www-authenticate': 'Basic' }),
  ),
  badAnswer('header-cache', 'headers', 'answers that may be stored', { status: [200, 201] }, (response) =>
    withHeaders(response, { 'cache-control': 'max-age=60' }),
  ),
  badAnswer(
    'header-link-loop',
    'headers',
    'a Link that leads to itself',
    { operation: 'getTaskLog' },
    (response, { request }) => withHeaders(response, { link: `<${request.url}>; rel="next"` }),
  ),
  badAnswer(
    'header-charset',
    'negotiation',
    'text without its charset',
    { operation: 'getTaskLog' },
    (response) => withHeaders(response, { 'content-type': 'text/plain' }),
  ),
  cors('cors-missing', 'no CORS headers at all', (response) =>
    withHeaders(response, { 'access-control-allow-origin': null, 'access-control-expose-headers': null }),
  ),
  cors('cors-missing-errors', 'no CORS headers on errors', (response) =>
    response.status >= 400 ? withHeaders(response, { 'access-control-allow-origin': null }) : response,
  ),
  cors('cors-bad-value', 'an origin in quotes', (response) => quoted(response)),
  cors('cors-reflected', 'every origin allowed', (response, request) =>
    withHeaders(response, { 'access-control-allow-origin': request.headers.get('origin') }),
  ),
  cors('cors-vary', 'no Vary: Origin', (response) => withHeaders(response, { vary: null })),
  cors('cors-exposed', 'headers that pages may not read', (response) =>
    withHeaders(response, { 'access-control-expose-headers': null }),
  ),
  cors('cors-preflight-broken', 'a preflight that is refused', (response, request) =>
    request.method === 'OPTIONS' ? withBody(response, null, 403) : response,
  ),
  cors('cors-preflight-put', 'a preflight that does not list PUT', (response, request) =>
    request.method === 'OPTIONS'
      ? withHeaders(response, { 'access-control-allow-methods': 'GET, POST, OPTIONS' })
      : response,
  ),
  cors('cors-preflight-headers', 'a preflight that does not list Authorization', (response, request) =>
    request.method === 'OPTIONS'
      ? withHeaders(response, { 'access-control-allow-headers': 'Content-Type' })
      : response,
  ),
  cors('cors-preflight-key', 'a preflight that does not list Idempotency-Key', (response, request) =>
    request.method === 'OPTIONS'
      ? withHeaders(response, { 'access-control-allow-headers': 'Authorization, Content-Type' })
      : response,
  ),
  cors('cors-slash', 'an origin that ends in a slash', (response, request) =>
    withHeaders(response, {
      'access-control-allow-origin': response.headers.has('access-control-allow-origin')
        ? `${request.headers.get('origin')}/`
        : null,
    }),
  ),
];

function quoted(response: Response): Response {
  const origin = response.headers.get('access-control-allow-origin');
  return withHeaders(response, { 'access-control-allow-origin': origin === null ? null : `'${origin}'` });
}
