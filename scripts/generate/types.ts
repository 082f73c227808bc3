import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { JsonObject } from './document.js';
import { header } from './print.js';

/** The types of the document's paths, operations and components. */
export async function generateTypes(document: JsonObject): Promise<string> {
  // A copy, because openapi-typescript normalises the object that it is given in place.
  const copy = structuredClone(document) as unknown as OpenAPI3;
  // A default describes what the server assumes; it does not make a property present in a request.
  const nodes = await openapiTS(copy, { silent: true, defaultNonNullable: false });
  return `${header}\n${withoutRepetitions(astToString(nodes)).trimEnd()}\n`;
}

// What an operation does stands at the operation; at the path it would be a second copy.
function withoutRepetitions(code: string): string {
  return code.replaceAll(/^ *\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n(?= *\w+: operations\[)/gm, '');
}
