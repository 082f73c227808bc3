import type { RequestBodySpec } from '../generated/operations.js';
import { validators } from '../generated/validators.js';
import { HttpError, invalid } from './errors.js';
import { findUnkeepable, isDeeperThan, isObject } from './json.js';
import { describeErrors } from './wording.js';

/** The largest body that is read, in bytes. */
export const maxBodyBytes = 1_048_576;

const maxDepth = 64;

/** Reads and validates a body as JSON, whatever its content type; a 400 or 413 that says what is wrong. */
export async function readBody(request: Request, spec: RequestBodySpec): Promise<unknown> {
  const body = parse(await readBytes(request));
  if (isDeeperThan(maxDepth, body)) {
    throw new HttpError(
      400,
      'invalid-body',
      `The body must not be nested more than ${maxDepth} levels deep.`,
    );
  }
  const unkeepable = findUnkeepable(body);
  if (unkeepable !== undefined) throw invalid('invalid-body', [unkeepable]);
  const validate = validators[branchOf(spec.validator, body)];
  if (!validate(body)) throw invalid('invalid-body', describeErrors(validate.errors));
  return body;
}

// The document allows either form by `anyOf`; which one is meant is told by `params`, and only its errors help.
function branchOf(validator: RequestBodySpec['validator'], body: unknown): RequestBodySpec['validator'] {
  if (validator !== 'CreateRunRequest') return validator;
  return isObject(body) && isObject(body.params) ? 'NestedRunRequest' : 'FlatRunRequest';
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBodyBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not every runtime can iterate a stream; a reader works everywhere.
  const reader = request.body?.getReader();
  for (let chunk = await readChunk(reader); chunk !== undefined; chunk = await readChunk(reader)) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) {
      // Not awaited: of a request that was cloned it ends only when the other copy is read or cancelled too.
      reader?.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return join(chunks, size);
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array> | undefined;

async function readChunk(reader: BodyReader): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch (cause) {
    // The caller went away in the middle of it.
    throw new HttpError(400, 'invalid-body', 'The body ended before it was complete.', { cause });
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) throw new HttpError(400, 'invalid-json', 'The body is empty; it must be JSON.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, 'invalid-json', 'The body is not JSON in UTF-8.');
  }
}

function tooLarge(): HttpError {
  return new HttpError(413, 'body-too-large', `The body may be ${maxBodyBytes} bytes at most.`);
}
