import '../../src/web/style/style.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import {
  type Answers,
  answer,
  type Form,
  parse,
  start,
  toResponse,
} from '../../src/questionnaire/index.ts';
import { FormView } from '../../src/web/form/index.ts';
import { language } from '../../src/web/state.ts';
import { speak, wordLanguages } from '../../src/web/words.ts';
import questionnaire from './library-visit.json';

const languages = ['sv', 'en', 'fi', 'uk', 'ar', 'fa', 'prs', 'so', 'ti', 'es', 'pl', 'tr'];
const rightToLeft = ['ar', 'fa', 'prs'];

const answers = signal<Answers | undefined>(undefined);
const checked = signal(false);

/** The form has words in every language; the interface in those that it speaks, else in English. */
async function change(to: string): Promise<void> {
  await speak(wordLanguages.includes(to) ? to : 'en');
  document.documentElement.lang = to;
  document.documentElement.dir = rightToLeft.includes(to) ? 'rtl' : 'ltr';
  language.value = to;
}

function Page({ form }: { readonly form: Form }) {
  const now = answers.value ?? start(form);
  const response = toResponse(form, now, {
    language: language.value,
    status: 'in-progress',
    authored: '2026-01-01',
  });
  return (
    <main>
      <h1>{form.title?.text}</h1>
      <p>
        {languages.map((each) => (
          <button key={each} type="button" lang={each} onClick={() => void change(each)}>
            {each}
          </button>
        ))}
      </p>
      <FormView
        form={form}
        answers={now}
        language={language.value}
        checked={checked.value}
        give={(event) => {
          answers.value = answer(form, answers.peek() ?? start(form), event);
        }}
      />
      <button
        type="button"
        id="done"
        onClick={() => {
          checked.value = true;
        }}
      >
        OK
      </button>
      <pre id="response" hidden>
        {JSON.stringify(response)}
      </pre>
    </main>
  );
}

const chosen = new URLSearchParams(location.search).get('form');
const parsed = parse(chosen === null ? questionnaire : await (await fetch(chosen)).json());
const root = document.getElementById('app');
if (!parsed.ok || root === null) throw new Error(JSON.stringify(parsed.problems));
// Lets the journey change the language while focus stays where it is, as a shortcut of a host would.
Object.assign(window, { change });
await change('sv');
render(<Page form={parsed.form} />, root);
