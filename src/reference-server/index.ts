export { type Authenticator, type AuthenticatorOptions, createAuthenticator, type User } from './auth.js';
export {
  type Collection,
  type Config,
  ConfigError,
  type ConfigMistake,
  type ConfigSource,
} from './config.js';
export { parseConfig } from './config-document.js';
export {
  type Engine,
  EngineError,
  type EngineErrorKind,
  type EngineRun,
  type EngineWorkflow,
  type LogPart,
  type LogQuery,
  type RunPage,
  type RunQuery,
  type RunRef,
  type RunRequest,
  type TaskPage,
  type TaskQuery,
} from './engine.js';
export { HttpError, type HttpErrorOptions, type ProblemCode, type ProblemItem } from './errors.js';
export { createHandler, type Handler, type HandlerDeps, type RequestInfo } from './handler.js';
export { createJsonLog, type Log, type LogFields } from './log.js';
export type { ServiceDescription } from './operation.js';
export { decodePageToken, encodePageToken, PageTokenError } from './page-token.js';
export {
  type FolderRef,
  type ListOptions,
  type PropertiesByFile,
  type Store,
  type StoredFile,
  StoreError,
  type StoreErrorKind,
  type StorePage,
  type WriteOutcome,
} from './store.js';
export { signToken, type TokenOptions } from './token.js';
