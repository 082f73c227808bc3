/** An answer of the gateway's own, by the names of API Gateway. */
export interface GatewayResponse {
  statusCode?: number;
  responseParameters: Record<string, string>;
  responseTemplates: Record<string, string>;
}

// The types whose status the interface has a code for; everything else falls under one of the two defaults.
const types = {
  DEFAULT_4XX: [undefined, 'invalid-parameter', 'Bad Request'],
  DEFAULT_5XX: [undefined, 'internal-error', 'Internal Server Error'],
  UNAUTHORIZED: [401, 'invalid-token', 'Unauthorized'],
  ACCESS_DENIED: [403, 'not-authorized', 'Forbidden'],
  REQUEST_TOO_LARGE: [413, 'body-too-large', 'Content Too Large'],
  THROTTLED: [429, 'too-many-requests', 'Too Many Requests'],
  QUOTA_EXCEEDED: [429, 'too-many-requests', 'Too Many Requests'],
  INTEGRATION_TIMEOUT: [504, 'engine-timeout', 'Gateway Timeout'],
} as const;

/**
 * What the gateway answers by itself: problems like those of the server, with the headers that let a page read
 * them. One origin is written down; of several, the gateway can only repeat the one that asks.
 */
export function gatewayResponses(origins: readonly string[]): Record<string, GatewayResponse> {
  return Object.fromEntries(
    Object.entries(types).map(([name, [statusCode, code, title]]) => [
      name,
      {
        ...(statusCode === undefined ? {} : { statusCode }),
        responseParameters: headers({ ...cors(origins), ...more(statusCode) }),
        responseTemplates: { 'application/json': template(statusCode, code, title) },
      },
    ]),
  );
}

function cors(origins: readonly string[]): Record<string, string> {
  const [origin] = origins;
  if (origin === undefined) return {};
  const isOne = origins.length === 1 && !origin.includes('*');
  return {
    'Access-Control-Allow-Origin': isOne ? `'${origin}'` : 'method.request.header.Origin',
    'Access-Control-Expose-Headers': "'Retry-After, WWW-Authenticate, X-Request-Id'",
    Vary: "'Origin'",
  };
}

function more(status: number | undefined): Record<string, string> {
  const id = { 'X-Request-Id': 'context.requestId', 'Cache-Control': "'no-store'" };
  if (status === 401) return { ...id, 'WWW-Authenticate': "'Bearer'" };
  return status === 429 ? { ...id, 'Retry-After': "'5'" } : id;
}

function headers(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`gatewayresponse.header.${name}`, value]),
  );
}

// The gateway fills in what begins with `$`; its message comes with quotation marks of its own.
function template(status: number | undefined, code: string, title: string): string {
  const fields = [
    `"type":"urn:labcas:workflow-api:problem:${code}"`,
    `"title":"${title}"`,
    `"status":${status ?? '$context.status'}`,
    '"detail":$context.error.messageString',
    `"code":"${code}"`,
    '"request_id":"$context.requestId"',
  ];
  return `{${fields.join(',')}}`;
}
