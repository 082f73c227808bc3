import { readProperties } from './cleanup.js';
import { createCall } from './context.js';
import type { Exchange } from './exchange.js';
import type { Identities } from './identities.js';
import { createLedger, type Ledger } from './ledger.js';
import type { ContractOptions } from './options.js';
import { createPermission, type Permission } from './permission.js';
import { suite } from './report.js';
import { createScope, createSender, type Send } from './sender.js';

/** The way of all requests to the server, with what is permitted on it and what went over it. */
export interface Channel {
  send: Send;
  ledger: Ledger;
  permission: Permission;
}

/** A channel on which what starts or changes something is in the ledger before it leaves. */
export function createChannel(
  options: ContractOptions,
  identities: Identities,
  tag: string,
  onExchange: (exchange: Exchange) => void,
): Channel {
  const permission = createPermission(options, () => ledger.runs());
  const send: Send = createSender(options, {
    permission,
    userAgent: `labcas-workflow-api-contract/${suite.version} (${tag})`,
    async announce(outgoing) {
      const note = await ledger.announce(outgoing);
      return async (exchange) => {
        onExchange(exchange);
        await note(exchange);
      };
    },
  });
  const reads = createCall(send, identities, createScope('the ledger', 'read', Number.POSITIVE_INFINITY));
  const ledger = createLedger({
    base: options.baseUrl.replace(/\/+$/, ''),
    tag,
    write: options.onLedger,
    readProperties: (prefix, identity) => readProperties(reads, prefix, identity),
  });
  return { send, ledger, permission };
}
