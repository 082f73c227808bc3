import {
  type ErrorItem,
  isWorkflowApiError,
  type OutcomeUnknownError,
  type WorkflowApiError,
} from '../client/index.js';
import { redact } from '../client/redact.js';
import { CliError, type ExitCode, exitCodes } from './errors.js';
import { ownCommand, quote } from './shell.js';
import { line } from './text.js';

/** What is said about an error, and what the program ends with. */
export interface Explanation {
  /** One line, or one for each mistake of a configuration. */
  text: string;
  exitCode: ExitCode;
}

/** Explains an error to people: what went wrong and what to do, never a stack or a token. */
export function explain(error: unknown): Explanation {
  if (error instanceof CliError) return { text: redact(error.message), exitCode: error.exitCode };
  if (isWorkflowApiError(error)) return explainApiError(error);
  if (isMistake(error)) return { text: redact(error.message), exitCode: exitCodes.usage };
  return { text: line(redact(systemMessage(error))), exitCode: exitCodes.failed };
}

function explainApiError(error: WorkflowApiError): Explanation {
  if (isWorkflowApiError(error, 'OutcomeUnknownError')) return explainUnknown(error);
  const about = [error.status, error.name === 'NetworkError' ? undefined : error.code, requestOf(error)];
  const known = about.filter((each) => each !== undefined && each !== '').join(', ');
  const parts = [
    sentence(error.message),
    networkReason(error),
    itemsOf(error),
    remediesByCode[error.code] ?? remedies[error.name] ?? '',
  ].filter(Boolean);
  return { text: line(parts.join(' ') + (known === '' ? '' : ` (${known})`)), exitCode: exitCodeOf(error) };
}

function explainUnknown({
  workflowId,
  idempotencyKey,
  repeatable,
  startedAt,
  cause,
}: OutcomeUnknownError): Explanation {
  const remedy = repeatable
    ? `Repeat the command with --key ${quote(idempotencyKey)}: it starts no second run.`
    : `Look for a run begun since ${startedAt} before starting another: ${ownCommand('runs', 'list', workflowId)}`;
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  const text = `It is not known whether the run was started. ${remedy}${reason}`;
  return { text: line(redact(text)), exitCode: exitCodes.failed };
}

const remediesByCode: Readonly<Record<string, string>> = {
  'service-unknown': 'Try again later; if it is the first deployment, say --compatibility 1.0.',
};

const remedies: Readonly<Record<string, string>> = {
  AuthenticationError: 'Get a new token and set LABCAS_API_TOKEN.',
  PermissionError: 'Ask whoever runs the service for access.',
  RateLimitError: 'Try again later.',
  NetworkError: 'Check the address (LABCAS_API_URL) and that the server runs.',
};

function exitCodeOf(error: WorkflowApiError): ExitCode {
  if (error.name === 'AbortedError') return exitCodes.interrupted;
  if (error.name === 'NetworkError') return exitCodes.unreachable;
  if (error.name === 'TimeoutError' && error.code !== 'wait-timeout') return exitCodes.unreachable;
  return error.name === 'ValidationError' && error.status === undefined ? exitCodes.usage : exitCodes.failed;
}

const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at this address.',
  ENOTFOUND: 'The name of the host is not known.',
  EAI_AGAIN: 'The name of the host cannot be looked up now.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is signed by itself.',
};

/** What the system says about a connection that failed, found among the causes. */
function networkReason(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const code = 'code' in error ? String(error.code) : '';
  return networkReasons[code] ?? networkReason(error.cause, depth + 1);
}

function requestOf({ requestId }: WorkflowApiError): string | undefined {
  return requestId === undefined ? undefined : `request ${requestId}`;
}

/** The items of a refusal that its message does not say already. */
function itemsOf({ errors, message, status }: WorkflowApiError): string {
  // The client's own messages are about the one thing that is wrong.
  const isOwn = status === undefined && errors.length === 1;
  const texts = errors.filter(({ detail }) => !isOwn && !message.includes(detail)).map(itemText);
  return texts.map(sentence).join(' ');
}

function itemText({ detail, pointer, parameter }: ErrorItem): string {
  const where = pointer?.replace(/^\//, '') ?? parameter ?? '';
  // What begins as a sentence does not need to be told what it is about.
  const isWhole = where === '' || detail.includes(where) || /^[\p{Lu}"]/u.test(detail);
  return isWhole ? detail : `${where} ${detail}`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?)]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`;
}

/** A mistake in what the server was told; by its name, so that the server half is not loaded to ask. */
function isMistake(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'ConfigError' || error.name === 'StartError');
}

const systemReasons: Readonly<Record<string, string>> = {
  EEXIST: 'there is a file of this name',
  EACCES: 'permission is denied',
  EPERM: 'it is not permitted',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
};

function systemMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = systemReasons[code ?? ''];
  return reason === undefined ? error.message : `${path ?? 'A file'}: ${reason}.`;
}
