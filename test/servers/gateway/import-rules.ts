type Json = Record<string, unknown>;

/** What API Gateway would refuse or silently drop of a document, as far as its documentation tells. */
export function importProblems(document: object): string[] {
  const root = document as Json;
  const text = JSON.stringify(root);
  return [
    ...must(/^3\.0\.\d$/.test(String(root.openapi)), 'only OpenAPI 3.0 is imported'),
    ...must(Buffer.byteLength(text) <= 6 * 1024 * 1024, 'the file may be 6 MB'),
    ...must(!text.includes('"$ref"'), 'references are kept out: those outside of models are not supported'),
    ...must(!('schemas' in objectAt(root, 'components')), 'models are kept out: they know few keywords'),
    ...Object.keys(objectAt(root, 'paths')).flatMap(pathProblems),
    ...siblingProblems(Object.keys(objectAt(root, 'paths'))),
    ...Object.entries(objectAt(root, 'paths')).flatMap(([path, methods]) =>
      Object.entries(methods as Json).flatMap(([name, method]) =>
        methodProblems(path, name, method as Json).map((problem) => `${name} ${path}: ${problem}`),
      ),
    ),
    ...Object.entries(objectAt(objectAt(root, 'components'), 'securitySchemes')).flatMap(([name, scheme]) =>
      schemeProblems(scheme as Json).map((problem) => `${name}: ${problem}`),
    ),
    ...Object.entries(objectAt(root, 'x-amazon-apigateway-gateway-responses')).flatMap(([name, response]) =>
      responseProblems(response as Json).map((problem) => `${name}: ${problem}`),
    ),
  ];
}

function pathProblems(path: string): string[] {
  const segments = path === '/' ? [] : path.slice(1).split('/');
  return segments.flatMap((segment, index) => [
    ...must(
      /^(?:[\w.,:-]+|\{[\w.-]+\+?\})$/.test(segment),
      `${path}: ${segment} is no segment of a resource`,
    ),
    ...must(
      !segment.includes('+') || index === segments.length - 1,
      `${path}: a greedy parameter must be last`,
    ),
  ]);
}

// Resources below the same parent share one parameter.
function siblingProblems(paths: readonly string[]): string[] {
  const names = new Map<string, string>();
  return paths.flatMap((path) => {
    const segments = path.split('/');
    return segments.flatMap((segment, index) => {
      if (!segment.startsWith('{')) return [];
      const parent = segments.slice(0, index).join('/') + (segment.includes('+') ? '+' : '');
      const known = names.get(parent) ?? segment;
      names.set(parent, known);
      return must(known === segment, `${path}: ${segment} stands where another path has ${known}`);
    });
  });
}

const methodNames = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'x-amazon-apigateway-any-method',
];

function methodProblems(path: string, name: string, method: Json): string[] {
  const declared = (method.parameters ?? []) as Json[];
  const inPath = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, parameter]) => parameter);
  const integration = objectAt(method, 'x-amazon-apigateway-integration');
  const known = new Set(['parameters', 'security', 'responses', 'x-amazon-apigateway-integration']);
  return [
    ...must(methodNames.includes(name), 'is no method that the gateway knows'),
    ...must(
      Object.keys(method).every((key) => known.has(key)),
      'holds more than the gateway reads',
    ),
    ...must(
      JSON.stringify(declared.map((parameter) => parameter.name)) === JSON.stringify(inPath),
      'its path parameters must be declared',
    ),
    ...declared.flatMap((parameter) =>
      must(
        Object.keys(parameter).every((key) =>
          ['name', 'in', 'required', 'schema', 'description'].includes(key),
        ),
        `of the parameter ${String(parameter.name)} more is said than the gateway reads`,
      ),
    ),
    ...must(Object.keys(objectAt(method, 'responses')).length > 0, 'responses are required'),
    ...must(name !== 'options' || method.security === undefined, 'a preflight carries no token'),
    ...must(integration.type === 'aws_proxy', 'the integration must be a proxy'),
    ...must(integration.httpMethod === 'POST', 'Lambda is always called by POST'),
    ...must(functionUri.test(String(integration.uri)), 'the uri is not one of a Lambda function'),
    ...must(Number(integration.timeoutInMillis) <= 29_000, 'the gateway waits 29 s at most'),
  ];
}

const functionUri =
  /^arn:aws[\w-]*:apigateway:([a-z0-9-]+):lambda:path\/2015-03-31\/functions\/arn:aws[\w-]*:lambda:\1:\d{12}:function:[\w-]{1,64}\/invocations$/;

function schemeProblems(scheme: Json): string[] {
  const authorizer = objectAt(scheme, 'x-amazon-apigateway-authorizer');
  const ttl = Number(authorizer.authorizerResultTtlInSeconds);
  return [
    ...must(
      scheme.type === 'apiKey' && scheme.in === 'header',
      'only schemes of the type apiKey are imported',
    ),
    ...must(scheme['x-amazon-apigateway-authtype'] === 'custom', 'the type must be custom'),
    ...must(functionUri.test(String(authorizer.authorizerUri)), 'the uri is not one of a Lambda function'),
    ...must(ttl >= 0 && ttl <= 3600, 'a policy is kept for an hour at most'),
    ...must(
      String(authorizer.identitySource).startsWith('method.request.header.'),
      'the identity is a header',
    ),
  ];
}

function responseProblems(response: Json): string[] {
  return Object.entries(objectAt(response, 'responseParameters')).flatMap(([name, value]) => [
    ...must(/^gatewayresponse\.header\.[\w-]+$/.test(name), `${name} is no header`),
    ...must(
      /^(?:'[^']*'|(?:method\.request\.header|stageVariables|context)\.[\w.-]+)$/.test(String(value)),
      `${String(value)} is neither a literal in single quotes nor a mapping`,
    ),
  ]);
}

function objectAt(object: Json, key: string): Json {
  return (object[key] ?? {}) as Json;
}

function must(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
