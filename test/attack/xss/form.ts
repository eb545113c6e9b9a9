import { everyKind } from '../../form/every-kind.ts';
import type { Poison } from './poison.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/';

const help = (code: string) => ({
  url: `${core}questionnaire-itemControl`,
  valueCodeableConcept: {
    coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }],
  },
});

/** A questionnaire of every kind of item, with formatted texts, help, units and rules, all tampered with. */
export function hostileForm({ into, address }: Poison): unknown {
  const words = (slot: string, text = 'Ord') => into(`form.${slot}`, text);
  const rendered = (slot: string) => ({
    extension: [
      {
        url: `${core}rendering-xhtml`,
        valueString: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${words(`${slot}.xhtml`)}</p></div>`,
      },
    ],
  });
  const markdown = {
    extension: [
      { url: `${core}rendering-markdown`, valueMarkdown: words('item.markdown', '**Ord**') },
    ],
  };
  const items = everyKind.item.map((item) => ({
    ...item,
    prefix: words('item.prefix', '1'),
    text: words('item.text'),
    _text: {
      extension: [
        {
          url: `${core}translation`,
          extension: [
            { url: 'lang', valueCode: 'en' },
            { url: 'content', valueString: words('item.translation') },
          ],
        },
      ],
    },
  }));
  return {
    ...everyKind,
    title: words('title'),
    item: [
      ...items,
      { linkId: 'xhtml', type: 'display', text: 'Ord', _text: rendered('item') },
      { linkId: 'markdown', type: 'display', text: 'Ord', _text: markdown },
      {
        linkId: 'link',
        type: 'display',
        text: 'Ord',
        _text: {
          extension: [
            {
              url: `${core}rendering-xhtml`,
              valueString: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${address('form.item.link')}">x</a></div>`,
            },
          ],
        },
      },
      {
        linkId: 'helped',
        type: 'string',
        text: 'Ord',
        item: ['help', 'flyover', 'prompt', 'unit', 'lower', 'upper', 'legal'].map((code) => ({
          linkId: `helped.${code}`,
          type: 'display',
          text: words(`item.${code}`),
          extension: [help(code)],
        })),
        extension: [
          { url: `${core}entryFormat`, valueString: words('item.entryFormat') },
          { url: `${core}questionnaire-supportLink`, valueUri: address('form.item.supportLink') },
        ],
      },
      {
        linkId: 'choice',
        type: 'choice',
        text: 'Ord',
        answerOption: [
          { valueCoding: { code: 'a', display: words('option.display') } },
          { valueString: words('option.string') },
        ],
      },
      {
        linkId: 'opened',
        type: 'open-choice',
        text: 'Ord',
        answerOption: [{ valueCoding: { code: 'a', display: words('option.display') } }],
        extension: [
          { url: `${sdc}sdc-questionnaire-openLabel`, valueString: words('item.openLabel') },
        ],
      },
      {
        linkId: 'measured',
        type: 'quantity',
        text: 'Ord',
        extension: [
          {
            url: `${core}questionnaire-unit`,
            valueCoding: {
              system: 'http://unitsofmeasure.org',
              code: 'kg',
              display: words('unit'),
            },
          },
        ],
      },
      {
        linkId: 'given',
        type: 'string',
        text: 'Ord',
        initial: [{ valueString: words('initial') }],
      },
      {
        linkId: 'told',
        type: 'text',
        text: 'Ord',
        readOnly: true,
        initial: [{ valueString: words('initial.readOnly') }],
      },
      {
        linkId: 'led',
        type: 'url',
        text: 'Ord',
        initial: [{ valueUri: address('form.initial.url') }],
      },
    ],
  };
}
