// SPDX-License-Identifier: Apache-2.0
// The list of files: a form that makes the address, and slices that follow each other.

import { read, save } from './api.js';
import { bytes, element, fileLink, files, number, say, state, STATES, table, utc, visible } from './dom.js';

const AT_ONCE = 100;
const HEADS = ['File', 'Source', 'State', 'Since', 'Size', 'Problem'];

const option = (value, text, chosen) => element('option', { value, selected: value === chosen }, text);

function form(parameters, sources, problems) {
  const select = (name, label, choices) => element('label', {}, element('span', {}, label), element('select', { name }, choices.map(([value, text]) => option(value, text, parameters.get(name) ?? ''))));
  const made = element('form', { class: 'filter', role: 'search' },
    element('label', { class: 'grow' }, element('span', {}, 'Path has in it'), element('input', { type: 'search', name: 'q', value: parameters.get('q') ?? '' })),
    select('source', 'Source', [['', 'all'], ...sources.map((name) => [name, name])]),
    select('state', 'State', [['', 'all'], ...STATES.map((name) => [name, name])]),
    select('problem', 'Problem', [['', 'any or none'], ...problems.map((code) => [code, code])]),
    select('order', 'Order', [['newest', 'newest first'], ['', 'oldest first']]),
    parameters.get('night') ? element('label', {}, element('span', {}, 'Night'), element('input', { name: 'night', value: parameters.get('night'), size: 8 })) : null,
    element('button', { type: 'submit', class: 'main' }, 'Show'));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = new URLSearchParams([...new FormData(made)].filter(([, value]) => value !== ''));
    location.hash = `#/files?${wanted}`;
  });
  made.addEventListener('change', (event) => { if (event.target.tagName === 'SELECT') made.requestSubmit(); });
  return made;
}

function row(file) {
  const problem = file.problem ? element('span', { class: `level-${file.severity}`, title: file.hint }, file.problem) : '';
  return [fileLink(file), visible(file.source), state(file.state), utc(file.since), bytes(file.size), problem];
}

export const title = 'Files';

export async function show(view, parameters) {
  const [status, { problems }] = await Promise.all([read('api/status'), read('api/problems')]);
  const codes = [...new Set([...problems.map((group) => group.problem), ...(parameters.get('problem') ? [parameters.get('problem')] : [])])];
  const found = table('Files', HEADS, []);
  const body = found.querySelector('tbody');
  const count = element('p', { class: 'quiet', id: 'found', role: 'status' });
  const more = element('button', { type: 'button', id: 'more' }, 'More');
  const csv = element('a', { id: 'csv', class: 'button', href: `api/files.csv?${parameters}`, download: 'ingestd-files.csv', click: async (event) => {
    event.preventDefault();
    try {
      await save(csv.getAttribute('href'), 'ingestd-files.csv');
    } catch (fault) {
      say(visible(fault.message));
    }
  } }, 'All of these as CSV');
  view.replaceChildren(element('h1', {}, title), form(parameters, status.sources.map((source) => source.name), codes), count, found, element('p', { class: 'buttons' }, more, csv));
  let after;
  let shown = 0;
  let stopped = false;

  // A slice looks at a bounded number of files, so rare ones may take several.
  async function next() {
    more.disabled = true;
    const wanted = shown + AT_ONCE;
    do {
      const query = new URLSearchParams(parameters);
      query.set('limit', String(Math.min(AT_ONCE, wanted - shown)));
      if (after !== undefined) query.set('after', String(after));
      const page = await read(`api/files?${query}`);
      if (stopped || !found.isConnected) return;
      body.append(...table('', HEADS, page.files.map(row)).querySelector('tbody').children);
      shown += page.files.length;
      after = page.after;
      count.textContent = after === undefined ? (shown === 0 ? 'No file is like that.' : `${files(shown)}, that is all.`) : shown === 0 ? 'Looking …' : `${files(shown)} so far`;
    } while (after !== undefined && shown < wanted);
    if (after !== undefined) count.textContent = `${number(shown)} files are shown, there may be more`;
    more.hidden = after === undefined;
    more.disabled = false;
  }
  more.addEventListener('click', () => next());
  await next();
  return async () => { stopped = stopped || !found.isConnected; };
}
