import { type OperationSpec, type ResponseSpec, unroutedResponses } from '../generated/operations.js';
import { validators } from '../generated/validators.js';
import type { Reply } from './respond.js';
import { coerce } from './validation.js';
import { describeErrors } from './wording.js';

/** What is wrong with an answer by the document; says where and which rule, and repeats no value of the answer. */
export function findViolations(spec: OperationSpec | undefined, reply: Reply): string[] {
  const responses = spec?.responses ?? unroutedResponses;
  const response = responses[String(reply.status)];
  if (response === undefined) return [`status ${reply.status} is not documented`];
  return [...headerViolations(response, reply), ...bodyViolations(response, reply)];
}

function headerViolations({ headers }: ResponseSpec, reply: Reply): string[] {
  const given = new Headers(reply.headers);
  return Object.entries(headers).flatMap(([name, { required, type, validator }]) => {
    const text = given.get(name);
    if (text === null) return required ? [`header ${name} is missing`] : [];
    return validators[validator](coerce(type, text)) ? [] : [`header ${name} is not valid`];
  });
}

function bodyViolations({ content }: ResponseSpec, { status, type, body }: Reply): string[] {
  if (!Object.hasOwn(content, type)) return [`media type ${type} is not documented for ${status}`];
  const validator = content[type];
  if (validator === null || validator === undefined) return [];
  const validate = validators[validator];
  if (validate(body)) return [];
  return describeErrors(validate.errors).map(({ pointer, detail }) => `body ${pointer ?? ''} ${detail}`);
}
