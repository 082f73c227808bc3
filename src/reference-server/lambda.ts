export {
  type AuthorizerOptions,
  createAuthorizer,
  type LambdaAuthorizer,
} from './adapters/lambda/authorizer.js';
export type {
  AuthorizerEvent,
  AuthorizerResult,
  MultiValueMap,
  ProxyEvent,
  ProxyRequestContext,
  ProxyResult,
  ValueMap,
} from './adapters/lambda/event.js';
export { type LambdaHandler, type LambdaHandlerOptions, toLambdaHandler } from './adapters/lambda.js';
export type { SdkPart } from './compose/sdk.js';
export { createSsmConfig, jwtKeyFromSsm, type SsmOptions } from './configs/ssm.js';
export { createMwaaEngine, type MwaaEngineOptions } from './engines/mwaa.js';
export { authorizer } from './lambda/authorizer.js';
export { preload } from './lambda/preload.js';
export { router } from './lambda/router.js';
export { createS3Store, type S3StoreOptions } from './stores/s3.js';
