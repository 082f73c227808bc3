import type { OperationSpec } from '../../src/generated/operations.js';
import { authorizer as authorizerName, functions, router } from '../lambda/functions.js';
import { type GatewayResponse, gatewayResponses } from './responses.js';

export interface GatewayOptions {
  title: string;
  version: string;
  region: string;
  /** What the names of the functions begin with, as an ARN: `arn:aws:lambda:REGION:ACCOUNT:function:NAME-`. */
  functionPrefix: string;
  /** The role by which the gateway calls the functions; without one, each function must permit it. */
  role?: string | undefined;
  /** Origins whose pages may read what the gateway answers by itself. */
  origins: readonly string[];
  /** One function for everything, or those of the first deployment. */
  functions?: 'router' | 'each' | undefined;
  /** Whether the gateway asks the authorizer before it calls a function. */
  authorizer?: boolean | undefined;
}

export interface GatewayIntegration {
  type: 'aws_proxy';
  httpMethod: 'POST';
  uri: string;
  credentials?: string;
  timeoutInMillis: number;
}

export interface GatewayMethod {
  parameters?: { name: string; in: 'path'; required: true; schema: { type: 'string' } }[];
  security?: Record<string, never[]>[];
  responses: Record<string, { description: string }>;
  'x-amazon-apigateway-integration': GatewayIntegration;
}

/** A document that API Gateway can import. */
export interface GatewayDocument {
  openapi: '3.0.1';
  info: { title: string; version: string };
  paths: Record<string, Record<string, GatewayMethod>>;
  components?: { securitySchemes: Record<string, unknown> };
  'x-amazon-apigateway-gateway-responses': Record<string, GatewayResponse>;
}

export const anyMethod = 'x-amazon-apigateway-any-method';

/**
 * The interface as API Gateway can import it: paths, functions and little else, because the server validates
 * better than the gateway can. Every path takes any method and a last one takes all other paths, so that 404,
 * 405 and the answers to preflights are the server's own.
 */
export function gatewayDocument(
  operations: readonly OperationSpec[],
  options: GatewayOptions,
): GatewayDocument {
  const paths = new Map<string, OperationSpec[]>();
  for (const spec of operations) {
    const path = spec.greedy ? spec.path.replace(/\}$/, '+}') : spec.path;
    paths.set(path, [...(paths.get(path) ?? []), spec]);
  }
  const entries = [...paths].map(([path, specs]) => [path, methodsOf(path, specs, options)] as const);
  const rest = ['/', '/{proxy+}'].map((path) => [path, methodsOf(path, [], options)] as const);
  return {
    openapi: '3.0.1',
    info: { title: options.title, version: options.version },
    paths: Object.fromEntries([...entries, ...rest]),
    ...(options.authorizer ? { components: { securitySchemes: { authorizer: authorizer(options) } } } : {}),
    'x-amazon-apigateway-gateway-responses': gatewayResponses(options.origins),
  };
}

function methodsOf(path: string, specs: readonly OperationSpec[], options: GatewayOptions) {
  const each = options.functions === 'each' ? specs : [];
  const isSecured = options.authorizer === true && specs.some(({ secured }) => secured);
  const method = (name: string, secured: boolean) => createMethod(path, name, secured, options);
  const fallback = functionOf(specs[0], options);
  return {
    ...Object.fromEntries(
      each.map((spec) => [
        spec.method.toLowerCase(),
        method(functionOf(spec, options), isSecured && spec.secured),
      ]),
    ),
    // A browser sends no token with a preflight.
    ...(isSecured ? { options: method(fallback, false) } : {}),
    [anyMethod]: method(fallback, isSecured),
  };
}

function functionOf(spec: OperationSpec | undefined, options: GatewayOptions): string {
  if (options.functions !== 'each') return router;
  const owner = Object.entries(functions).find(
    ([, ids]) => spec !== undefined && ids.includes(spec.operationId),
  );
  return owner?.[0] ?? 'notimplemented';
}

function createMethod(path: string, name: string, secured: boolean, options: GatewayOptions): GatewayMethod {
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].flatMap(([, parameter]) => parameter ?? []);
  const parameters = names.map((parameter) => ({
    name: parameter,
    in: 'path' as const,
    required: true as const,
    schema: { type: 'string' as const },
  }));
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(secured ? { security: [{ authorizer: [] }] } : {}),
    responses: { default: { description: 'What the function answers.' } },
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: uriOf(name, options),
      ...(options.role === undefined ? {} : { credentials: options.role }),
      timeoutInMillis: 29_000,
    },
  };
}

function uriOf(name: string, { region, functionPrefix }: GatewayOptions): string {
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionPrefix}${name}/invocations`;
}

function authorizer(options: GatewayOptions): Record<string, unknown> {
  return {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      identitySource: 'method.request.header.Authorization',
      authorizerUri: uriOf(authorizerName, options),
      ...(options.role === undefined ? {} : { authorizerCredentials: options.role }),
      // Each function checks the token itself, so that a policy which is kept lets nobody in for longer.
      authorizerResultTtlInSeconds: 60,
    },
  };
}
