import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { document } from '../src/generated/document.js';
import { operations } from '../src/generated/operations.js';
import { gatewayDocument } from './gateway/document.js';

const usage = `usage: npm run build:gateway -- --function-prefix ARN [options]
  --function-prefix ARN   what the functions' ARNs begin with: arn:aws:lambda:REGION:ACCOUNT:function:NAME-
  --region REGION         of the functions; the one in the prefix when not given
  --role ARN              the role by which the gateway calls them
  --origin ORIGIN         whose pages may read the gateway's own answers; may be repeated
  --functions KIND        router (one function, PREFIXrouter) or each (those of the 1.0 deployment)
  --authorizer            let the gateway ask PREFIXauthorizer first
  --output FILE           build/gateway.json when not given
Import the file with endpointConfigurationTypes=REGIONAL; the default would be EDGE.`;

const values = orRefuse(readArguments);
const functionPrefix = values['function-prefix'];
const found = /^arn:aws[\w-]*:lambda:([a-z0-9-]+):\d{12}:function:[\w-]*$/.exec(functionPrefix ?? '');
const kind = values.functions;
const noOrigin = values.origin.find((text) => !URL.canParse(text) || new URL(text).origin !== text);
if (functionPrefix === undefined) refuse('--function-prefix is missing');
if (found === null)
  refuse(`--function-prefix ${functionPrefix} is not the beginning of an ARN of Lambda functions`);
if (kind !== 'router' && kind !== 'each') refuse(`--functions ${kind} is neither router nor each`);
// Browsers send origins without a path, and another text would match none of them.
if (noOrigin !== undefined)
  refuse(`--origin ${noOrigin} is no origin; expected one such as https://portal.example.org`);

function readArguments() {
  return parseArgs({
    options: {
      'function-prefix': { type: 'string' },
      region: { type: 'string' },
      role: { type: 'string' },
      origin: { type: 'string', multiple: true, default: [] },
      functions: { type: 'string', default: 'router' },
      authorizer: { type: 'boolean', default: false },
      output: { type: 'string', default: 'build/gateway.json' },
    },
  }).values;
}

function orRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(reason: string): never {
  console.error(`error: ${reason}\n${usage}`);
  process.exit(2);
}

const result = gatewayDocument(Object.values(operations), {
  title: document.info.title,
  version: document.info.version,
  region: values.region ?? found[1] ?? '',
  functionPrefix,
  role: values.role,
  origins: values.origin,
  functions: kind,
  authorizer: values.authorizer,
});
mkdirSync(dirname(values.output), { recursive: true });
writeFileSync(values.output, `${JSON.stringify(result, null, 2)}\n`);
console.log(`${values.output}: ${Object.keys(result.paths).length} paths`);
