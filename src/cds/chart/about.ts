/**
 * Whether a reference names that patient: relative, absolute or versioned. A server that hands out somebody
 * else's resource must not decide anything here.
 */
export function isAbout(reference: string | undefined, patientId: string): boolean {
  if (reference === `Patient/${patientId}`) return true;
  const [, id] =
    /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/.exec(reference ?? '') ?? [];
  return id === patientId;
}
