/** The audit could not be kept, so what it was about must not be read. */
export class AuditFailed extends Error {
  constructor(cause: unknown) {
    super('audit-failed', { cause });
    this.name = 'AuditFailed';
  }
}
