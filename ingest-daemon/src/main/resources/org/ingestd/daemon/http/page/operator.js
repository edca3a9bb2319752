// SPDX-License-Identifier: Apache-2.0
// Signing in, and the one dialog that every act goes through: what, to how many files, and why.

import { act, read, signIn, signOut, turn, who } from './api.js';
import { at, element, files, focusOn, say } from './dom.js';

const AT_ONCE = 1000;
const WORDS = {
  retry: 'Takes the files up again now.',
  accept: 'Takes note that the problem is known and nothing more is to be done.',
  hold: 'Keeps the files where they are until they are released.',
  release: 'Lets the held files go on where they were.',
  pause: 'Nothing new is looked for there until it is resumed, also after a restart. Files that are known go on.',
  resume: 'Ends the pause, and looks at the source at once.',
  rescan: 'Looks at all directories of the source now.',
  verify: 'Compares disk, journal and Rucio in a program of its own. It changes nothing, and reads no file again.',
};
const DONE = { retry: 'retried', accept: 'accepted', hold: 'held', release: 'released' };

/** What makes sense for a file that stands so; the daemon decides. */
export function actsFor(file) {
  if (file.problem === 'HELD') return ['release'];
  if (file.state === 'QUARANTINED') return file.problem === 'ACCEPTED' ? ['retry'] : ['retry', 'accept', 'hold'];
  if (file.state === 'SAFE') return file.problem ? ['retry', 'accept'] : [];
  return file.state === 'RELEASED' || file.state === 'VANISHED' ? [] : ['retry', 'hold'];
}

export const title = (verb) => verb[0].toUpperCase() + verb.slice(1);

function field(label, input, help) {
  return element('label', {}, element('span', {}, label), input, help ? element('small', { class: 'quiet' }, help) : null);
}

/** Opens the dialog with a form; `work` is called on submit and keeps it open by throwing. */
function open(heading, fields, confirm, work) {
  const dialog = at('dialog');
  const before = document.activeElement?.dataset.key;
  const fault = element('p', { class: 'level-critical', role: 'alert' });
  const go = element('button', { type: 'submit', class: 'main' }, confirm);
  const stop = element('button', { type: 'button', click: () => dialog.close() }, 'Cancel');
  const form = element('form', { method: 'dialog' }, element('h2', { id: 'dialog-title' }, heading), fields, fault, element('p', { class: 'buttons' }, go, stop));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    go.disabled = true;
    fault.textContent = '';
    try {
      await work(new FormData(form), (text) => { fault.textContent = text; });
      dialog.close();
    } catch (refused) {
      fault.textContent = refused.message;
    }
    go.disabled = false;
  });
  // The button may have been drawn anew meanwhile.
  dialog.onclose = () => focusOn(before);
  dialog.replaceChildren(form);
  dialog.showModal();
}

export function showOperator() {
  at('operator').textContent = who() ? `${who()}: sign out` : 'Sign in';
}

const identity = () => [
  field('Your name', element('input', { name: 'who', required: true, maxlength: 64, autocomplete: 'username' }), 'It goes into the history of what you do.'),
  field('Token', element('input', { name: 'token', type: 'password', required: true, autocomplete: 'current-password' }), 'The content of api-token in the state directory of the daemon, or a token of your issuer.'),
];

async function identified(form) {
  await signIn(form.get('who').trim(), form.get('token').trim());
  showOperator();
}

export function operatorButton() {
  if (who()) {
    signOut();
    showOperator();
    say('Signed out.');
    dispatchEvent(new Event('signed'));
  } else {
    open('Sign in to act', identity(), 'Sign in', async (form) => {
      await identified(form);
      say(`Signed in as ${who()}.`);
      dispatchEvent(new Event('signed'));
    });
  }
}

/** Asks why, and who if that is not known yet; `work` gets the reason and gives back what to say. */
function ask(verb, what, keptWhere, work) {
  const reason = field('Why', element('textarea', { name: 'reason', required: true, maxlength: 500, rows: 3 }), keptWhere);
  const fields = [element('p', {}, WORDS[verb]), reason, ...(who() ? [] : identity())];
  open(`${title(verb)} ${what}`, fields, title(verb), async (form, tell) => {
    if (!who()) await identified(form);
    say(await work(form.get('reason').trim().replace(/\s+/g, ' '), tell));
  });
}

/** Asks why, then acts on all of these ids, one after the other. */
function askAndAct(verb, count, ids, done) {
  ask(verb, files(count), 'It goes into the history of each file.', async (reason, tell) => {
    const outcome = await actOnAll(verb, await ids(), reason, tell);
    done();
    return outcome;
  });
}

function askAndTurn(verb, source, done) {
  ask(verb, source, 'It goes into the audit.', async (reason) => {
    const { result } = await turn(source, verb, reason);
    await done();
    return `${source}: ${result.replaceAll('_', ' ')}.`;
  });
}

/** While a source is paused nobody would look at it, so that it can only be resumed. */
export function sourceButtons(source, done) {
  const verbs = source.paused ? ['resume'] : ['pause', 'rescan'];
  return verbs.map((verb, i) => element('button', { type: 'button', 'data-act': verb, 'data-key': `source ${source.name} ${i}`, 'aria-label': `${title(verb)} ${source.name}…`, click: () => askAndTurn(verb, source.name, done) }, `${title(verb)}…`));
}

/** Only one source is compared at a time, which the daemon says to whoever asks for another one. */
export function verifyButton(source, done) {
  return element('button', { type: 'button', 'data-act': 'verify', 'data-key': `verify ${source}`, 'aria-label': `Compare ${source} now…`, click: () => askAndTurn('verify', source, done) }, 'Compare now…');
}

async function actOnAll(verb, ids, reason, tell) {
  if (ids.length === 0) return 'No file is like that any more; nothing was done.';
  const refused = [];
  let acted = 0;
  for (const id of ids) {
    const { result, error } = await act(id, verb, reason);
    if (error) refused.push(error);
    else acted++;
    if (ids.length > 20) tell(`${acted + refused.length} of ${ids.length} …`);
  }
  if (acted === 0 && refused.length > 0) throw new Error(`Refused: ${refused[0]}`);
  return `${files(acted)} ${DONE[verb]}${refused.length > 0 ? `; ${files(refused.length)} refused: ${refused[0]}` : ''}.`;
}

/** The ids of files with a problem, as many as are acted on at once. */
export async function idsWith(problem) {
  const ids = [];
  let after = 0;
  while (after !== undefined && ids.length < AT_ONCE) {
    const page = await read(`api/files?problem=${problem}&after=${after}`);
    ids.push(...page.files.map((file) => file.id));
    after = page.after;
  }
  return ids.slice(0, AT_ONCE);
}

export function actButtons(verbs, count, ids, done) {
  return verbs.map((verb) => element('button', { type: 'button', 'data-act': verb, click: () => askAndAct(verb, Math.min(count, AT_ONCE), ids, done) }, `${title(verb)}…`));
}
