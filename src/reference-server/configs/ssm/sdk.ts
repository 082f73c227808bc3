// A module of its own, so that a bundle that loads it later holds nothing of the SDK but these.
export { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
