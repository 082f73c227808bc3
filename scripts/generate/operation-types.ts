/** The declarations that stand before the operations in the generated file. */
export const operationTypes = `/** The operationIds of the document. */
export type OperationId = keyof Operations;

/** How a parameter or header is written as text: it is turned into this type before it is validated. */
export type ScalarType = 'string' | 'integer' | 'number' | 'boolean';

/** One path, query or header parameter. */
export interface ParameterSpec {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly type: ScalarType;
  readonly validator: ValidatorName;
  /** The feature that a deployment must list for this parameter to be known; null when it always is. */
  readonly feature: string | null;
  readonly default?: string | number | boolean;
}

/** One header of a response. */
export interface HeaderSpec {
  readonly required: boolean;
  readonly type: ScalarType;
  readonly validator: ValidatorName;
}

/** One documented response. */
export interface ResponseSpec {
  readonly description: string;
  /** The validator of each media type; null for one without a schema. Empty for a response without a body. */
  readonly content: Readonly<Record<string, ValidatorName | null>>;
  readonly headers: Readonly<Record<string, HeaderSpec>>;
}

/** The body that an operation takes. */
export interface RequestBodySpec {
  readonly required: boolean;
  readonly contentTypes: readonly string[];
  readonly validator: ValidatorName;
}

/** One operation. */
export interface OperationSpec {
  readonly operationId: OperationId;
  readonly method: string;
  /** The path template, as in \`/workflows/{id}\`. */
  readonly path: string;
  readonly tag: string;
  /** Whether its path parameter takes the rest of the path, slashes and all. */
  readonly greedy: boolean;
  /** Whether it needs a token. */
  readonly secured: boolean;
  readonly conformance: 'core' | 'extended';
  readonly feature: string | null;
  readonly parameters: readonly ParameterSpec[];
  readonly requestBody: RequestBodySpec | null;
  readonly responses: Readonly<Record<string, ResponseSpec>>;
}
`;
