import type {
  GetObjectCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2Output,
  S3Client,
} from '@aws-sdk/client-s3';
import { loadPeer } from '../../peer.js';
import { maxMetadataBytes } from '../metadata.js';

/** The few things that the store asks of S3. Failures are those of the SDK. */
export interface Objects {
  /** One level below a prefix, in the order of the keys' bytes. */
  list(query: ListQuery, signal: AbortSignal): Promise<ObjectPage>;
  exists(ref: ObjectRef, signal: AbortSignal): Promise<boolean>;
  /** `undefined` when there is none. */
  read(ref: ObjectRef, signal: AbortSignal): Promise<StoredObject | undefined>;
  /** `etag` is that of the object to be replaced, `undefined` when there must be none; false when that fails. */
  write(ref: ObjectRef, text: string, etag: string | undefined, signal: AbortSignal): Promise<boolean>;
  remove(ref: ObjectRef, signal: AbortSignal): Promise<void>;
  /** A link that works for some seconds, and has a browser save what it leads to. */
  link(ref: ObjectRef, disposition: string, seconds: number): Promise<string>;
}

export interface ObjectRef {
  bucket: string;
  key: string;
}

export interface ListQuery {
  bucket: string;
  prefix: string;
  startAfter: string | undefined;
  count: number;
}

export interface ObjectPage {
  objects: { key: string; size: number; lastModified: string }[];
  /** Whole prefixes, each ending in `/`. */
  folders: string[];
  more: boolean;
}

export interface StoredObject {
  etag: string | undefined;
  /** Not given when there are too many to be metadata, or none could be written there. */
  bytes: Uint8Array | undefined;
}

export interface S3Options {
  /** From the environment when not given, as the AWS SDK finds it. */
  region?: string | undefined;
  /** Another address than that of AWS; buckets are then named in the path. */
  endpoint?: string | undefined;
}

type Sdk = typeof import('./sdk.js');
type Presigner = typeof import('@aws-sdk/s3-request-presigner');

/** Loads the SDK and makes a client. */
export async function connect({ region, endpoint }: S3Options): Promise<Objects> {
  const sdk = await loadPeer('@aws-sdk/client-s3', () => import('./sdk.js'));
  const presigner = await loadPeer(
    '@aws-sdk/s3-request-presigner',
    () => import('@aws-sdk/s3-request-presigner'),
  );
  const client = new sdk.S3Client({
    maxAttempts: 3,
    // More is refused by servers that are not AWS, and a link would ask for a checksum that nobody checks.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
  return objectsOf(sdk, presigner, client);
}

function objectsOf(sdk: Sdk, { getSignedUrl }: Presigner, client: S3Client): Objects {
  return {
    async list(query, abortSignal) {
      return toPage(await client.send(new sdk.ListObjectsV2Command(listInput(query)), { abortSignal }));
    },
    async exists(ref, abortSignal) {
      const head = client.send(new sdk.HeadObjectCommand(addressOf(ref)), { abortSignal });
      return (await ifPresent(head)) !== undefined;
    },
    async read(ref, abortSignal) {
      const get = client.send(new sdk.GetObjectCommand(addressOf(ref)), { abortSignal });
      const answer = await unlessTooLong(ifPresent(get));
      return answer === 'too long' ? unreadable : answer && (await toStored(answer));
    },
    async write(ref, text, etag, abortSignal) {
      const command = new sdk.PutObjectCommand({
        ...addressOf(ref),
        Body: text,
        ContentType: 'text/plain; charset=utf-8',
        ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
      });
      return await unlessChanged(client.send(command, { abortSignal }));
    },
    async remove(ref, abortSignal) {
      await client.send(new sdk.DeleteObjectCommand(addressOf(ref)), { abortSignal });
    },
    link(ref, disposition, seconds) {
      const input = { ...addressOf(ref), ResponseContentDisposition: disposition };
      return getSignedUrl(client, new sdk.GetObjectCommand(input), { expiresIn: seconds });
    },
  };
}

function listInput({ bucket, prefix, startAfter, count }: ListQuery): ListObjectsV2CommandInput {
  return {
    Bucket: bucket,
    Prefix: prefix,
    Delimiter: '/',
    MaxKeys: count,
    // Control characters, which a key may hold, cannot be written in XML.
    EncodingType: 'url',
    ...(startAfter === undefined ? {} : { StartAfter: startAfter }),
  };
}

function toPage({
  Contents = [],
  CommonPrefixes = [],
  IsTruncated = false,
  EncodingType,
}: ListObjectsV2Output): ObjectPage {
  // A server that does not encode keys, though it was asked to, does not say that it has.
  const keyOf = EncodingType === 'url' ? decodeKey : (key: string) => key;
  return {
    objects: Contents.map(({ Key = '', Size = 0, LastModified = new Date(0) }) => ({
      key: keyOf(Key),
      size: Size,
      lastModified: LastModified.toISOString(),
    })),
    folders: CommonPrefixes.map(({ Prefix = '' }) => keyOf(Prefix)),
    more: IsTruncated,
  };
}

async function toStored({
  Body,
  ContentLength = 0,
  ETag: etag,
}: GetObjectCommandOutput): Promise<StoredObject> {
  if (ContentLength <= maxMetadataBytes) return { etag, bytes: await Body?.transformToByteArray() };
  await Body?.transformToWebStream().cancel();
  return { etag, bytes: undefined };
}

function addressOf({ bucket, key }: ObjectRef) {
  return { Bucket: bucket, Key: key };
}

function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}

async function ifPresent<T>(work: Promise<T>): Promise<T | undefined> {
  return await work.catch((error: unknown) => {
    // HEAD answers have no body that could tell a missing key from a missing bucket.
    if (error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return undefined;
    throw error;
  });
}

const unreadable: StoredObject = { etag: undefined, bytes: undefined };

// Servers that keep objects as files take shorter names than S3 does; nothing can lie under such a one.
async function unlessTooLong<T>(work: Promise<T>): Promise<T | 'too long'> {
  return await work.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'KeyTooLongError') return 'too long' as const;
    throw error;
  });
}

// 412, and 409 while another conditional write is under way; a replaced object that is gone by now is a 404.
const changed = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

async function unlessChanged(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Error && changed.has(error.name)) return false;
    throw error;
  }
}
