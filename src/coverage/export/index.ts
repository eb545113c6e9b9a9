/** Getting an export: in bulk, or page by page, into a folder of NDJSON. */
export { type BackendClient, tokenSource } from './access-token.ts';
export { bulkExport, type Exported } from './bulk-export.ts';
export type { BulkOptions, ExportProgress } from './bulk-options.ts';
export { newClientKey } from './client-key.ts';
export { type LiveOptions, liveSearch } from './live-search.ts';
export { ExportError, type ExportFault, type Ports } from './ports.ts';
