/** The version inside an ETag or If-Match header: `W/"3"` → `3`. */
export function versionIn(etag: string | undefined): string | undefined {
  return etag === undefined ? undefined : (/"([^"]+)"/.exec(etag)?.[1] ?? etag);
}

export function etagOf(version: string | undefined): string {
  return `W/"${version ?? ''}"`;
}
