import type { ContractCase } from '../case.js';
import { answerCases } from './answers.js';
import { clientCases } from './client.js';
import { corsCases } from './cors.js';
import { encodingCases } from './encoding.js';
import { generatedCases } from './generated.js';
import { headCases } from './head.js';
import { idempotencyCases } from './idempotency.js';
import { lifecycleCases } from './lifecycle.js';
import { logCases } from './logs.js';
import { metadataCases } from './metadata.js';
import { metadataRefusalCases } from './metadata-refusals.js';
import { methodCases } from './methods.js';
import { offeredCases } from './offered.js';
import { outputCases } from './outputs.js';
import { outputAcceptCases } from './outputs-accept.js';
import { outputHtmlCases } from './outputs-html.js';
import { outputLinkCases } from './outputs-links.js';
import { pagingCases } from './paging.js';
import { queryCases } from './queries.js';
import { runCases } from './runs.js';
import { runCreationCases } from './runs-create.js';
import { runListCases } from './runs-list.js';
import { runRefusalCases } from './runs-refusals.js';
import { selectionCases } from './selections.js';
import { serviceCases } from './service.js';
import { taskCases } from './tasks.js';
import { tenancyCases } from './tenancy.js';
import { tokenCases } from './tokens.js';
import { userCases } from './users.js';
import { workflowCases } from './workflows.js';

/** Every case, in an order that lets long ones begin early. */
export const allCases: readonly ContractCase[] = [
  ...lifecycleCases,
  ...runCreationCases,
  ...idempotencyCases,
  ...offeredCases,
  ...serviceCases,
  ...selectionCases,
  ...workflowCases,
  ...runListCases,
  ...pagingCases,
  ...runCases,
  ...runRefusalCases,
  ...taskCases,
  ...logCases,
  ...outputCases,
  ...outputAcceptCases,
  ...outputHtmlCases,
  ...outputLinkCases,
  ...metadataCases,
  ...metadataRefusalCases,
  ...tenancyCases,
  ...clientCases,
  ...userCases,
  ...tokenCases,
  ...encodingCases,
  ...queryCases,
  ...generatedCases,
  ...headCases,
  ...methodCases,
  ...corsCases,
  ...answerCases,
];
