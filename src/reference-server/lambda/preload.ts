import { loadSdk, type SdkPart } from '../compose/sdk.js';

/**
 * Loads parts of the SDK before the first request: while Lambda starts a function, it has a whole processor and
 * nobody waits. What fails here fails again, with its reason, where the part is used.
 */
export async function preload(...names: readonly SdkPart[]): Promise<void> {
  await loadSdk(...names);
}
