// SPDX-License-Identifier: Apache-2.0
// What operators did, what is configured, and what the doctor says.

import { read } from './api.js';
import { element, empty, fileLink, state, table, utc, visible } from './dom.js';
import { replayCard } from './overview.js';

const AT_ONCE = 100;

/** Acts, the latest first, with a button for earlier ones. */
async function actList(call, none, make) {
  const acts = [];
  let before;
  const place = element('div', {});
  const more = element('button', { type: 'button', click: () => next() }, 'Earlier');
  async function next() {
    const page = await read(`${call}?limit=${AT_ONCE}${before === undefined ? '' : `&before=${before}`}`);
    acts.push(...page.acts);
    before = page.before;
    more.hidden = before === undefined;
    place.replaceChildren(acts.length === 0 ? empty(none) : make(acts));
  }
  await next();
  return element('div', {}, place, element('p', { class: 'buttons' }, more));
}

const actsOnFiles = (acts) => table('Acts on files', ['At', 'Who', 'Did', 'File', 'Why', 'It became', 'It is now'],
  acts.map((act) => [utc(act.at), visible(act.who), act.done, element('span', {}, `${visible(act.source)}: `, fileLink(act)), element('bdi', {}, visible(act.why)), state(act.to), state(act.state)]));

const actsOnSources = (acts) => table('Acts on sources', ['At', 'Who', 'Did', 'Source', 'Why'],
  acts.map((act) => [utc(act.at), visible(act.who), act.done, element('span', {}, visible(act.source)), element('bdi', {}, visible(act.why))]));

export const audit = {
  title: 'Audit',
  async show(view) {
    const { replays } = await read('api/replays');
    view.replaceChildren(element('h1', {}, 'What operators did'),
      element('h2', {}, 'To files'), await actList('api/acts', 'Nobody has acted on a file yet.', actsOnFiles),
      element('h2', {}, 'To sources'), await actList('api/source-acts', 'Nobody has acted on a source yet.', actsOnSources),
      element('h2', {}, 'Replays'),
      replays.length === 0 ? empty('None was ever asked for.') : element('div', { class: 'cards' }, [...replays].reverse().map((replay) => replayCard(replay))));
  },
};

export const config = {
  title: 'Configuration',
  async show(view) {
    const { file, values } = await read('api/config');
    const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
    view.replaceChildren(element('h1', {}, 'Configuration'),
      element('p', { class: 'quiet' }, 'What holds in the running daemon, read from ', element('code', {}, visible(file)), '. Secrets are masked.'),
      table('Configuration', ['Key', 'Value', 'Comes from'], values.map((one) => [element('code', {}, one.key), element('code', {}, visible(text(one.value))), one.origin === 'default' ? element('span', { class: 'quiet' }, 'default') : one.origin.replace(`${file}:`, 'line ')])));
  },
};

const LEVELS = { ok: 'good', warn: 'warning', fail: 'critical' };

export const doctor = {
  title: 'Doctor',
  async show(view) {
    const place = element('div', { 'aria-live': 'polite' }, empty('It looks at host, directories, sign-in and Rucio, which takes a few seconds.'));
    const run = element('button', { type: 'button', class: 'main', id: 'run-doctor', click: look }, 'Look now');
    view.replaceChildren(element('h1', {}, 'Doctor'), element('p', { class: 'buttons' }, run), place);
    async function look() {
      run.disabled = true;
      place.replaceChildren(empty('Looking …'));
      try {
        const { at, findings } = await read('api/doctor');
        place.replaceChildren(element('p', { class: 'quiet' }, 'Seen at ', utc(at)), table('Findings', ['', 'Check', 'Finding', 'What to do'],
          findings.map((one) => [element('span', { class: `level-${LEVELS[one.level]}` }, one.level), one.check, visible(one.message), visible(one.hint ?? '')])));
      } catch (fault) {
        place.replaceChildren(element('p', { class: 'level-critical' }, visible(fault.message)));
      }
      run.disabled = false;
    }
  },
};
