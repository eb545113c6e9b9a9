import {
  gone,
  notFound,
  OperationOutcomeError,
  preconditionFailed,
  type SearchRequest,
  type WithId,
} from '@medplum/core';
import {
  type CreateResourceOptions,
  MemoryRepository,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import { checkReferences } from './references.ts';
import type { Resource, Stored } from './resource.ts';
import { understood } from './search-parameters.ts';
import { validate } from './validation.ts';

type Shelves = {
  readonly resources: Map<string, Map<string, Stored>>;
  readonly history: Map<string, Map<string, Stored[]>>;
};
type Before = Shelves & { readonly deleted: Map<string, number> };

/**
 * The library's MemoryRepository with what a strict EHR has and it lacks: validation, rollback, numbered
 * versions, a history in fixed order, and refusal of search parameters it does not know.
 * A class only because the library wants a subclass.
 */
export class EhrRepository extends MemoryRepository {
  readonly #now: () => Date;
  /** `Type/id` → when it was deleted, in milliseconds. */
  #deleted = new Map<string, number>();
  /** What is written inside the open transaction: its references are checked when it ends. */
  #written: Stored[] | undefined;

  constructor(now: () => Date) {
    super();
    this.#now = now;
  }

  override async createResource<T extends Resource>(
    resource: T,
    options?: CreateResourceOptions,
  ): Promise<WithId<T>> {
    const id = options?.assignedId && resource.id !== undefined ? resource.id : this.generateId();
    return this.#store({ ...resource, id });
  }

  override async updateResource<T extends Resource>(
    resource: T,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    const { id } = resource;
    if (id === undefined) throw new OperationOutcomeError(notFound);
    const current = this.peek(resource.resourceType, id);
    if (options?.ifMatch !== undefined && current?.meta?.versionId !== options.ifMatch) {
      throw new OperationOutcomeError(preconditionFailed);
    }
    return this.#store({ ...resource, id });
  }

  async #store<T extends Resource>(resource: T & { id: string }): Promise<WithId<T>> {
    validate(resource);
    const past = this.#shelves().history.get(resource.resourceType)?.get(resource.id) ?? [];
    const meta = {
      ...resource.meta,
      versionId: String(past.length + 1),
      lastUpdated: this.#now().toISOString(),
    };
    if (!this.#written) checkReferences(resource, (type, id) => this.has(type, id));
    const stored = await super.createResource<T>({ ...resource, meta });
    this.#written?.push(stored);
    return stored;
  }

  override async deleteResource(type: string, id: string): Promise<void> {
    await super.deleteResource(type, id);
    this.#deleted.set(`${type}/${id}`, this.#now().getTime());
  }

  /** What was deleted after a moment (milliseconds) and has not come back. */
  deletedSince(moment: number): readonly { readonly type: string; readonly id: string }[] {
    return [...this.#deleted].flatMap(([name, at]) => {
      const [type = '', id = ''] = name.split('/');
      return at > moment && !this.has(type, id) ? [{ type, id }] : [];
    });
  }

  override async readResource<T extends Resource>(type: string, id: string): Promise<T> {
    const known = this.#shelves().history.get(type)?.has(id) ?? false;
    if (known && !this.has(type, id)) throw new OperationOutcomeError(gone);
    return super.readResource<T>(type, id);
  }

  /** Newest first. The library reverses its own array in place, so that its order changes at each reading. */
  override async readHistory<T extends Resource>(type: string, id: string) {
    const history = await super.readHistory<T>(type, id);
    const version = (resource: T | undefined): number => Number(resource?.meta?.versionId);
    history.entry?.sort((a, b) => version(b.resource) - version(a.resource));
    return { ...history, total: history.entry?.length ?? 0 };
  }

  override search<T extends Resource>(request: SearchRequest<T>) {
    return super.search<T>(understood(request));
  }

  /** All or nothing: what the callback wrote is taken back when it, or a reference it left, fails. */
  override async withTransaction<R>(callback: (client: undefined) => Promise<R>): Promise<R> {
    if (this.#written) return callback(undefined);
    const before = this.#copy();
    this.#written = [];
    try {
      const result = await callback(undefined);
      for (const each of this.#written) checkReferences(each, (type, id) => this.has(type, id));
      return result;
    } catch (error) {
      this.#restore(before);
      throw error;
    } finally {
      this.#written = undefined;
    }
  }

  has(type: string, id: string): boolean {
    return this.#shelves().resources.get(type)?.has(id) ?? false;
  }

  peek(type: string, id: string): Stored | undefined {
    return structuredClone(this.#shelves().resources.get(type)?.get(id));
  }

  all(type?: string): readonly Stored[] {
    const shelves = [...this.#shelves().resources]
      .filter(([name]) => type === undefined || name === type)
      .flatMap(([, shelf]) => [...shelf.values()]);
    return structuredClone(shelves);
  }

  /** The library keeps its maps private to TypeScript; a rollback needs them. */
  #shelves(): Shelves {
    return this as unknown as Shelves;
  }

  #copy(): Before {
    const { resources, history } = this.#shelves();
    return {
      deleted: new Map(this.#deleted),
      resources: new Map([...resources].map(([type, shelf]) => [type, new Map(shelf)])),
      history: new Map(
        [...history].map(([type, shelf]) => [
          type,
          new Map([...shelf].map(([id, versions]) => [id, [...versions]])),
        ]),
      ),
    };
  }

  #restore(before: Before): void {
    this.#deleted = before.deleted;
    const { resources, history } = this.#shelves();
    resources.clear();
    history.clear();
    for (const [type, shelf] of before.resources) resources.set(type, shelf);
    for (const [type, shelf] of before.history) history.set(type, shelf);
  }
}
