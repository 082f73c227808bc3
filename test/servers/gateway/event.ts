/** What an event is made from. */
export interface EventInput {
  method: string;
  /** The resource of the API, such as `/workflows/{id}`. */
  resource: string;
  /** Percent-encoded, without stage. */
  path: string;
  /** As they stand in the path: percent-encoded. */
  pathParameters?: Record<string, string>;
  /** Decoded, in the order of the request. */
  query?: readonly (readonly [string, string])[];
  headers?: readonly (readonly [string, string])[];
  body?: Buffer;
  stage?: string;
  stageVariables?: Record<string, string>;
  domainName?: string;
  /** The base path of a custom domain; with one, even an empty one, the stage is no part of the path. */
  customBasePath?: string;
  requestId?: string;
  authorizer?: Record<string, string | number | boolean>;
}

/** A whole event of a REST API with Lambda proxy integration, as the gateway sends it. */
export function proxyEvent(input: EventInput) {
  const { method, resource, stage = 'dev', body, customBasePath } = input;
  const path = `${customBasePath ?? ''}${input.path}`;
  const domainName = input.domainName ?? 'a1b2c3d4e5.execute-api.us-west-2.amazonaws.com';
  return {
    resource,
    path,
    httpMethod: method,
    ...headerMaps([['Host', domainName], ...(input.headers ?? [])]),
    queryStringParameters: lastOf(input.query ?? []),
    multiValueQueryStringParameters: allOf(input.query ?? []),
    pathParameters: orNull(input.pathParameters),
    stageVariables: orNull(input.stageVariables),
    requestContext: {
      resourceId: 'njaxmi',
      ...(input.authorizer === undefined ? {} : { authorizer: input.authorizer }),
      resourcePath: resource,
      httpMethod: method,
      extendedRequestId: 'NJyouHV_PHcEfNw=',
      requestTime: '23/Nov/2026:19:12:03 +0000',
      path: customBasePath === undefined ? `/${stage}${path}` : path,
      accountId: '123456789012',
      protocol: 'HTTP/1.1',
      stage,
      domainPrefix: domainName.split('.')[0] ?? '',
      requestTimeEpoch: 1795461123201,
      requestId: input.requestId ?? 'dbf96f2b-5dc5-4708-8d63-0fda1509a57c',
      identity: { ...nobody, sourceIp: '192.0.2.1', userAgent: 'labcas-test/1.0' },
      domainName,
      deploymentId: 'x1y2z3',
      apiId: 'a1b2c3d4e5',
    },
    body: body === undefined ? null : body.toString(isText(body) ? 'utf8' : 'base64'),
    isBase64Encoded: body !== undefined && !isText(body),
  };
}

const nobody = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

/** A whole event of a REQUEST authorizer for the same request; there the names of headers keep their case. */
export function authorizerEvent(input: EventInput) {
  const { body: _body, isBase64Encoded: _encoded, ...event } = proxyEvent(input);
  const { apiId, accountId, stage } = event.requestContext;
  const arn = `arn:aws:execute-api:us-west-2:${accountId}:${apiId}/${stage}/${input.method}${input.path}`;
  return { type: 'REQUEST', methodArn: arn, ...event, ...rawHeaderMaps(input.headers ?? []) };
}

type Pairs = readonly (readonly [string, string])[];

function headerMaps(headers: Pairs) {
  return rawHeaderMaps(headers.map(([name, value]) => [gatewayCase(name), value]));
}

function rawHeaderMaps(headers: Pairs) {
  return { headers: lastOf(headers), multiValueHeaders: allOf(headers) };
}

// The gateway writes these its own way, whatever the caller wrote, and leaves the names of all others alone.
function gatewayCase(name: string): string {
  const lower = name.toLowerCase();
  if (lower === 'authorization' || lower === 'host' || lower === 'user-agent' || lower.startsWith('x-'))
    return lower.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  return name;
}

function lastOf(pairs: Pairs): Record<string, string> | null {
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}

function allOf(pairs: Pairs): Record<string, string[]> | null {
  const all = new Map<string, string[]>();
  for (const [name, value] of pairs) all.set(name, [...(all.get(name) ?? []), value]);
  // A name may be any, `__proto__` too.
  return pairs.length === 0 ? null : Object.fromEntries(all);
}

function orNull(map: Record<string, string> = {}): Record<string, string> | null {
  return Object.keys(map).length === 0 ? null : map;
}

function isText(body: Buffer): boolean {
  return Buffer.from(body.toString('utf8')).equals(body);
}
