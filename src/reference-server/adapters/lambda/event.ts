/** A map of the gateway; one without entries is null, and console tests leave maps out. */
export type ValueMap = Readonly<Record<string, string | undefined>> | null | undefined;

export type MultiValueMap = Readonly<Record<string, readonly string[] | undefined>> | null | undefined;

/** What the gateway says about a request beside the request itself, as far as it is read here. */
export interface ProxyRequestContext {
  /** With the stage, or with the base path of a custom domain. */
  path?: string | null | undefined;
  stage?: string | null | undefined;
  requestId?: string | null | undefined;
  domainName?: string | null | undefined;
}

/** An event of a REST API of API Gateway with Lambda proxy integration, as far as it is read here. */
export interface ProxyEvent {
  httpMethod: string;
  /** Percent-encoded, without the stage. */
  path: string;
  headers?: ValueMap;
  multiValueHeaders?: MultiValueMap;
  /** Decoded; of several values it holds the last. */
  queryStringParameters?: ValueMap;
  multiValueQueryStringParameters?: MultiValueMap;
  pathParameters?: ValueMap;
  stageVariables?: ValueMap;
  requestContext?: ProxyRequestContext | null | undefined;
  body?: string | null | undefined;
  isBase64Encoded?: boolean | null | undefined;
}

/** All that API Gateway takes as an answer; anything more, or a value that is no string, becomes its own 502. */
export interface ProxyResult {
  statusCode: number;
  headers: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  body: string;
  isBase64Encoded: boolean;
}

/** An event of an authorizer, as far as it is read here. */
export interface AuthorizerEvent {
  /** `REQUEST`, or `TOKEN` with the header alone. */
  type: string;
  methodArn: string;
  headers?: ValueMap;
  multiValueHeaders?: MultiValueMap;
  authorizationToken?: string | null | undefined;
}

/** What an authorizer answers. */
export interface AuthorizerResult {
  principalId: string;
  policyDocument: {
    Version: '2012-10-17';
    Statement: { Action: 'execute-api:Invoke'; Effect: 'Allow' | 'Deny'; Resource: string }[];
  };
}
