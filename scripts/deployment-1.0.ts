import { serveDeployment } from '../test/fixtures/deployment-1.0/serve.js';
import { optionsForOld } from '../test/support/contract/deployment-1.0.js';

// Serves the stand-in of the 1.0 deployment, to try the client and the suite on; Ctrl-C ends it.

const { deployment } = await serveDeployment();
const { baseUrl, tokens } = await optionsForOld(deployment);
console.log(`export LABCAS_API_URL=${baseUrl}`);
console.log(`export LABCAS_API_TOKEN=${tokens.first}`);
console.log(`export LABCAS_API_SECOND_TOKEN=${tokens.second}`);
