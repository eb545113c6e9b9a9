import type { RelatedArtifact } from '../fhir/index.ts';
import { cite } from '../guidance/index.ts';
import type { Pack } from '../routine/index.ts';
import { mainLanguage } from './said.ts';

/** What a rule rests on, as it may be shown on the first day of the routine: a paragraph only when signed. */
function citation(pack: Pack, id: string): RelatedArtifact {
  const { source, paragraph } = cite(pack, id, pack.validFrom);
  const language = mainLanguage(pack);
  const text = [source.title[language], paragraph, source.citation].filter(Boolean).join(', ');
  return { type: 'citation', label: id, display: text, citation: source.says[language] ?? text };
}

/** Each source once. */
export function citations(pack: Pack, ids: readonly string[]): RelatedArtifact[] {
  return [...new Set(ids)].map((id) => citation(pack, id));
}
