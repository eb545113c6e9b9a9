/** Why an archive is not taken: it is damaged, too large, or not made as a package is. */
export class ArchiveFault extends Error {
  readonly code = 'archive';

  /** `entry`: the file inside the archive. */
  constructor(says: string, entry?: string) {
    super(entry === undefined ? says : `${JSON.stringify(entry)} in it: ${says}`);
    this.name = 'ArchiveFault';
  }
}
