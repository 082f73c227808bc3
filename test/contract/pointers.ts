import { document } from '../../src/generated/document.js';
import type { OperationId, OperationSpec } from '../../src/generated/operations.js';
import { specs } from './routes.js';

/** Where openapi.yml says what is common to all operations. */
export const commonRules = '/info/description';

/** Where an operation stands in openapi.yml, as a JSON Pointer. */
export function operationPointer({ path, method }: Pick<OperationSpec, 'path' | 'method'>): string {
  return `/paths/${escapePart(path)}/${method.toLowerCase()}`;
}

/** Where one answer of an operation stands; that of paths and methods outside the document without one. */
export function responsePointer(operation: OperationId | null, status: number | string): string {
  if (operation === null) return `/x-unrouted-responses/${status}`;
  return `${operationPointer(specs[operation])}/responses/${status}`;
}

/** Where the document says what a case is about, as far as its name and sentence tell. */
export function casePointer(operation: OperationId | 'unrouted', name: string, sentence: string): string {
  const status = /\b(?:with|answer) (\d{3})\b/.exec(sentence)?.[1];
  if (operation === 'unrouted') return status === undefined ? commonRules : responsePointer(null, status);
  const spec = specs[operation];
  if (/^(?:options|preflight|cors|head|method|query-(?:unknown|malformed))/.test(name)) return commonRules;
  const parameter = queryParameterOf(spec, name);
  if (parameter >= 0) return `${operationPointer(spec)}/parameters/${parameter}`;
  if (status !== undefined && status in spec.responses) return responsePointer(operation, status);
  const success = Object.keys(spec.responses).find((known) => known.startsWith('2')) ?? '200';
  const created = operation === 'createRun' ? '201' : success;
  return responsePointer(operation, created);
}

/** The pointer with every `$ref` on its way followed, so that it leads somewhere in the document as it is. */
export function canonicalPointer(pointer: string): string {
  let at = '';
  let node: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    const ref: unknown = Object(node).$ref;
    if (typeof ref === 'string') {
      at = canonicalPointer(ref.slice(1));
      node = resolvePointer(at);
    }
    at = `${at}/${part}`;
    node = Object(node)[unescapePart(part)];
  }
  return at;
}

/** What a pointer leads to; undefined when it leads nowhere. */
export function resolvePointer(pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, part) => Object(node)[unescapePart(part)], document);
}

function queryParameterOf({ parameters }: OperationSpec, name: string): number {
  return parameters.findIndex(
    (parameter) =>
      parameter.in === 'query' && name.startsWith(`query-${parameter.name.replaceAll('_', '-')}-`),
  );
}

function escapePart(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapePart(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
