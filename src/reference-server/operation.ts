import type { OperationId, operations as table } from '../generated/operations.js';
import type { operations as Documented } from '../generated/types.js';
import type { Access } from './access.js';
import type { Engine } from './engine.js';
import type { Links } from './links.js';
import type { Store } from './store.js';

/** What a deployment says about itself in answer to `getServiceInfo`. */
export type ServiceDescription = Omit<
  Documented['getServiceInfo']['responses']['200']['content']['application/json'],
  'type'
>;

/** What operations work with. */
export interface Services {
  engine: Engine;
  store: Store;
  /** The bucket that runs write to, each user below a folder of their own. */
  outputBucket: string;
  service: ServiceDescription;
  /** A name for the folder of the next run. */
  nextTimestamp: () => string;
}

/** One request for an operation, its parameters and body validated by the document. */
export type Call<Id extends OperationId> = Services & {
  request: Request;
  links: Links;
  path: Given<Id, 'path'>;
  query: WithDefaults<Given<Id, 'query'>>;
  header: Given<Id, 'header'>;
  body: BodyOf<Documented[Id]>;
} & ((typeof table)[Id]['secured'] extends true ? { access: Access } : unknown);

/** A documented success: status, media type and body belong together. Errors are thrown as `HttpError`. */
export type ReplyOf<Id extends OperationId> = {
  [Status in keyof Documented[Id]['responses'] & (200 | 201 | 202 | '200' | '201' | '202')]: ContentOf<
    Documented[Id]['responses'][Status],
    Status
  >;
}[keyof Documented[Id]['responses'] & (200 | 201 | 202)];

export type Operation<Id extends OperationId> = (call: Call<Id>) => Promise<ReplyOf<Id>>;

/** One function for every operation of the document. */
export type Operations = { [Id in OperationId]: Operation<Id> };

/** The operations that the document files under one tag. */
export type OperationsOf<Tag extends string> = {
  [Id in OperationId as (typeof table)[Id]['tag'] extends Tag ? Id : never]: Operation<Id>;
};

type Given<
  Id extends OperationId,
  Place extends 'path' | 'query' | 'header',
> = Documented[Id]['parameters'] extends { [P in Place]?: infer Values }
  ? [NonNullable<Values>] extends [never]
    ? unknown
    : NonNullable<Values>
  : unknown;

// Wherever the document knows `page_size` it gives a default, which validation fills in.
type WithDefaults<Query> = Query extends { page_size?: infer Size }
  ? Query & { page_size: NonNullable<Size> }
  : Query;

type BodyOf<Spec> = Spec extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : undefined;

type ContentOf<Response, Status> = Response extends { content: infer Content }
  ? { [Type in keyof Content]: Answer<Status, Type, Content[Type]> }[keyof Content]
  : never;

/** One documented success. Exported, because declarations of the operations name it. */
export interface Answer<Status, Type, Body> {
  status: Status;
  type: Type;
  body: Body;
  headers?: Readonly<Record<string, string>> | undefined;
}
