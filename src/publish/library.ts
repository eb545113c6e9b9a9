import { type Library, system } from '../fhir/index.ts';
import type { Folder, Pack } from '../routine/index.ts';
import { approval, artifact, effectivePeriod } from './artifact.ts';
import { parameters } from './condition-logic.ts';

/** base64 of UTF-8; sha1 in base64 of the same bytes. Node gives them. */
export type Encode = {
  readonly base64: (text: string) => string;
  readonly sha1: (text: string) => string;
};

export const written = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

/**
 * The routine in its own form, one attachment a file, so that it can be taken back whole; and the variables that
 * a runner of its plans sets beside the response.
 */
export function library(pack: Pack, form: Folder, encode: Encode): Library {
  return {
    ...artifact(pack, 'Library', pack.id, pack.title),
    identifier: [{ system: system.routine, value: pack.id }],
    type: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'asset-collection' },
      ],
    },
    ...approval(pack),
    effectivePeriod: effectivePeriod(pack),
    parameter: [
      { name: parameters.route, use: 'in', min: 1, max: '1', type: 'code' },
      { name: parameters.age, use: 'in', min: 0, max: '1', type: 'integer' },
      { name: parameters.facts, use: 'in', min: 0, max: '*', type: 'code' },
    ],
    dataRequirement: [{ type: 'QuestionnaireResponse' }],
    content: Object.entries(form).map(([file, content]) => {
      const text = written(content);
      return {
        contentType: 'application/json',
        title: file,
        data: encode.base64(text),
        hash: encode.sha1(text),
      };
    }),
  };
}
