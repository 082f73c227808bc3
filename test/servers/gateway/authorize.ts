import type { GatewayFailure } from './answers.js';
import { authorizerEvent, type EventInput } from './event.js';
import type { Invoke } from './invoke.js';

interface Policy {
  principalId?: string;
  context?: Record<string, string | number | boolean>;
  policyDocument?: { Statement?: { Effect?: string; Resource?: string | string[] }[] };
}

/** Who calls, as the event of the function tells it, or how the gateway refuses. */
export type Verdict = { authorizer: Record<string, string | number | boolean> } | GatewayFailure;

/** Asks the authorizer as API Gateway does, and keeps its policies for the time that the document says. */
export function createGuard(invoke: Invoke, functionName: string, timeToLive: number, now = Date.now) {
  const kept = new Map<string, { policy: Policy; until: number }>();

  async function policyFor(
    token: string,
    event: object,
  ): Promise<Policy | 'UNAUTHORIZED' | 'AUTHORIZER_FAILURE'> {
    const known = kept.get(token);
    if (known !== undefined && known.until > now()) return known.policy;
    try {
      const policy = (await invoke(functionName, event)) as Policy;
      kept.set(token, { policy, until: now() + timeToLive * 1000 });
      return policy;
    } catch (error) {
      return error instanceof Error && error.message === 'Unauthorized'
        ? 'UNAUTHORIZED'
        : 'AUTHORIZER_FAILURE';
    }
  }

  return async (input: EventInput): Promise<Verdict> => {
    const token = input.headers?.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
    // Without the identity the authorizer is not even asked.
    if (token === undefined || token === '') return 'UNAUTHORIZED';
    const event = authorizerEvent(input);
    const policy = await policyFor(token, event);
    if (typeof policy === 'string') return policy;
    const statements = policy.policyDocument?.Statement;
    if (typeof policy.principalId !== 'string' || !Array.isArray(statements)) return 'AUTHORIZER_FAILURE';
    const effects = statements
      .filter(({ Resource = [] }) => [Resource].flat().some((pattern) => covers(pattern, event.methodArn)))
      .map(({ Effect }) => Effect);
    if (effects.includes('Deny') || !effects.includes('Allow')) return 'ACCESS_DENIED';
    return { authorizer: { principalId: policy.principalId, ...policy.context, integrationLatency: 12 } };
  };
}

function covers(pattern: string, arn: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(arn);
}
