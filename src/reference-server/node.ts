export { createNodeListener, type NodeListenerOptions } from './adapters/node.js';
export {
  createNodeServer,
  type ListenOptions,
  type NodeServer,
  type NodeServerOptions,
} from './adapters/node-server.js';
export type { BackendSettings } from './backend-settings.js';
export { type ComposedServer, type ComposeOptions, composeServer } from './compose.js';
export { createYamlFileConfig } from './configs/yaml-file.js';
export { type Catalog, type CatalogWorkflow, readCatalog } from './engines/embedded/catalog.js';
export { createEmbeddedEngine, type EmbeddedEngine, type EmbeddedEngineOptions } from './engines/embedded.js';
export { readSecret } from './secret.js';
export { type RunningServer, type ServeOptions, serve } from './serve.js';
export type { Settings } from './settings.js';
export { StartError } from './start-error.js';
export { createFilesystemStore, type FilesystemStoreOptions } from './stores/filesystem.js';
