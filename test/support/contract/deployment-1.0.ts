import { signToken } from '../../contract/jwt.js';
import type { ContractOptions } from '../../contract/options.js';
import type { Deployment } from '../../fixtures/deployment-1.0.js';

/** What the suite needs to try the 1.0 deployment on this machine, whose runs end by themselves from then on. */
export async function optionsForOld(deployment: Deployment): Promise<ContractOptions> {
  deployment.executes = true;
  const now = Math.floor(Date.now() / 1000);
  const tokenOf = (user: string) => {
    const sub = `uid=${user},dc=edrn,dc=jpl,dc=nasa,dc=gov`;
    const times = { iat: now, nbf: now, exp: now + 3600 };
    return signToken({ sub, iss: 'LabCAS', aud: 'LabCAS', ...times }, deployment.secret);
  };
  return {
    baseUrl: deployment.url,
    jwtSecret: deployment.secret,
    tokens: { first: await tokenOf('researcher'), second: await tokenOf('reviewer') },
    runTimeout: 2000,
  };
}
