/** Bulk Data `$export`, for programs of their own such as the count of how many were asked. */
export { bulkExport } from './bulk-export.ts';
