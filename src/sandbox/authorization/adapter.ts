import { withoutAwkwardEnd } from './misbehaviour.ts';

type Payload = Record<string, unknown> & {
  readonly grantId?: string;
  readonly uid?: string;
  readonly consumed?: number;
};

/** Everything the authorization server remembers, in memory, gone when the process ends. */
export type TokenStore = {
  /** What oidc-provider calls an adapter, one for each model. */
  readonly adapter: (model: string) => object;
  /** Forgets every entry of a model (`AccessToken`, `RefreshToken`). */
  forget(model: string): void;
};

export function tokenStore(): TokenStore {
  const kept = new Map<string, Payload>();
  const forget = (matches: (key: string, payload: Payload) => boolean): void => {
    for (const [key, payload] of kept) if (matches(key, payload)) kept.delete(key);
  };
  return {
    adapter: (model) => adapterOf(model, kept, forget),
    forget: (model) => forget((key) => key.startsWith(`${model}:`)),
  };
}

function adapterOf(
  model: string,
  kept: Map<string, Payload>,
  forget: (matches: (key: string, payload: Payload) => boolean) => void,
) {
  const keyOf = (id: string): string => `${model}:${withoutAwkwardEnd(id) ?? id}`;
  return {
    upsert: async (id: string, payload: Payload) => {
      kept.set(keyOf(id), payload);
    },
    find: async (id: string) => kept.get(keyOf(id)),
    findByUid: async (uid: string) =>
      [...kept].find(([key, each]) => key.startsWith(`${model}:`) && each.uid === uid)?.[1],
    findByUserCode: async () => undefined,
    consume: async (id: string) => {
      const payload = kept.get(keyOf(id));
      if (payload) kept.set(keyOf(id), { ...payload, consumed: Math.floor(Date.now() / 1000) });
    },
    destroy: async (id: string) => {
      kept.delete(keyOf(id));
    },
    revokeByGrantId: async (grantId: string) => {
      forget((_key, payload) => payload.grantId === grantId);
    },
  };
}
