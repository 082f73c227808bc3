import { within } from './abort.js';
import { isWorkflowApiError, NotOfferedError } from './errors.js';
import type { Feature, Open, ServiceInfo } from './models.js';
import type { CallOptions } from './options.js';
import { isRecord } from './responses.js';
import { initOf, read, type Transport } from './transport.js';

/** What the client knows about the deployment it talks to. */
export interface Service {
  /** Says what this deployment is and offers. Needs no token; `NotOfferedError` on the 1.0 deployment. */
  info(options?: CallOptions): Promise<ServiceInfo>;
  /**
   * Whether the deployment lists a feature; asked once, and taken as no when it has no list. Fails when that
   * cannot be found out, within `timeout` milliseconds at most.
   */
  offers(feature: Feature, options: { signal: AbortSignal | undefined; timeout: number }): Promise<boolean>;
  /**
   * Runs `work` unless the feature is known to be missing, and remembers when it turns out to be;
   * then runs `instead`, or fails with `NotOfferedError`.
   */
  using<T>(feature: Feature, work: () => Promise<T>, instead?: () => Promise<T>): Promise<T>;
}

const probeTimeout = 10_000;

/** Finds out and remembers what a deployment offers. */
export function createService(transport: Transport): Service {
  const old = transport.options.compatibility === '1.0';
  const missing = new Set<Feature>();
  let features: Promise<readonly Open<Feature>[]> | undefined;

  const info = (options: CallOptions = {}) =>
    read('GET /service-info', transport.api.GET('/service-info', { ...initOf(options) }), toServiceInfo);

  /**
   * No repetitions and no token: on the 1.0 deployment this only costs one refused request. Several callers may
   * wait for it, so that it does not end with the signal of one.
   */
  function ask(): Promise<readonly Open<Feature>[]> {
    features ??= info({ retry: false, timeout: probeTimeout }).then(
      ({ features }) => features,
      (error: unknown) => {
        if (lacksServiceInfo(error)) return [];
        features = undefined;
        throw error;
      },
    );
    return features;
  }

  return {
    info,
    async offers(feature, { signal, timeout }) {
      return !old && (await within(Math.min(probeTimeout, timeout), signal, ask)).includes(feature);
    },
    async using(feature, work, instead) {
      if (!old && !missing.has(feature)) {
        try {
          return await work();
        } catch (error) {
          if (!isWorkflowApiError(error, 'NotOfferedError')) throw error;
          missing.add(feature);
          if (!instead) throw error;
        }
      }
      if (instead) return instead();
      throw new NotOfferedError('not-offered', `This deployment does not offer ${feature}.`);
    },
  };
}

/** Whether it is the answer of a deployment without `/service-info`, and not a failure to give one. */
export function lacksServiceInfo(error: unknown): boolean {
  if (!isWorkflowApiError(error) || error.retryable) return false;
  const { status = 0 } = error;
  return (status >= 300 && status < 500) || status === 501;
}

function toServiceInfo(data: unknown): ServiceInfo | undefined {
  return isServiceInfo(data) ? data : undefined;
}

function isServiceInfo(data: unknown): data is ServiceInfo {
  return isRecord(data) && Array.isArray(data.features);
}
