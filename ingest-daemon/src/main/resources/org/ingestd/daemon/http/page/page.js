// SPDX-License-Identifier: Apache-2.0
// Which view stands in the page, and when it is shown anew. What follows the # names the view, so that every one
// of them can be sent to a colleague.

import * as attention from './attention.js';
import { follow, read, SignInNeeded } from './api.js';
import { at, element, keepAges, number, utcText, visible } from './dom.js';
import * as file from './file.js';
import * as files from './files.js';
import { drawLights } from './lights.js';
import { nights, transfers } from './matrices.js';
import { operatorButton, showOperator } from './operator.js';
import * as overview from './overview.js';
import { audit, config, doctor } from './records.js';
import * as verify from './verify.js';

const REFRESH_MILLIS = 4000;
const AFTER_EVENT_MILLIS = 500;
const VIEWS = { '': overview, attention, nights, transfers, files, file, verify, audit, config, doctor };
const IN_NAVIGATION = ['', 'attention', 'nights', 'transfers', 'files', 'verify', 'audit', 'config', 'doctor'];

let turn = 0;
let refreshView = null;
let timer = 0;

function address() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, id] = path.split('/');
  return { name: name in VIEWS ? name : '', id, parameters: new URLSearchParams(query) };
}

function showNavigation(name) {
  at('nav').replaceChildren(...IN_NAVIGATION.map((each) => element('li', {}, element('a', { href: `#/${each}`, 'aria-current': each === name ? 'page' : undefined }, VIEWS[each].title))));
}

async function navigate(moved) {
  const mine = ++turn;
  const { name, id, parameters } = address();
  const view = at('view');
  refreshView = null;
  view.setAttribute('aria-busy', 'true');
  showNavigation(name);
  try {
    const refresh = await VIEWS[name].show(view, parameters, id, keepShowing);
    if (mine !== turn) return;
    refreshView = refresh ?? null;
    if (moved) {
      view.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  } catch (fault) {
    view.replaceChildren(element('h1', {}, VIEWS[name].title), refused(fault));
  }
  await keepShowing();
  if (mine !== turn) return;
  view.removeAttribute('aria-busy');
  view.dataset.shown = location.hash;
}

function showHead(status) {
  at('instance').textContent = visible(status.instance);
  at('version').textContent = status.version;
  drawLights(at('lights'), status);
  document.title = `${status.unsafe.count === 0 ? '✓' : number(status.unsafe.count)} · ${VIEWS[address().name].title} · ingestd ${status.instance}`;
}

async function keepShowing() {
  clearTimeout(timer);
  const mine = turn;
  try {
    const status = await read('api/status');
    if (mine !== turn) return;
    showHead(status);
    await refreshView?.(status);
    at('fresh').textContent = `updated ${utcText(new Date().toISOString()).slice(11)}`;
    at('fresh').className = 'quiet';
  } catch (fault) {
    at('fresh').textContent = fault instanceof SignInNeeded ? 'not signed in' : `ingestd does not answer (${visible(fault.message)})`;
    if (fault instanceof SignInNeeded && refreshView) at('view').replaceChildren(element('h1', {}, VIEWS[address().name].title), refused(fault));
    at('fresh').className = 'level-critical';
  }
  keepAges();
  clearTimeout(timer);
  timer = setTimeout(keepShowing, REFRESH_MILLIS);
}

let soon = 0;

function happened(event) {
  overview.remember(event);
  clearTimeout(soon);
  soon = setTimeout(keepShowing, AFTER_EVENT_MILLIS);
}

/** What a view says instead of what it cannot show. */
function refused(fault) {
  return fault instanceof SignInNeeded
    ? element('p', { class: 'buttons' }, 'Sign in to see this.', element('button', { type: 'button', class: 'main', click: operatorButton }, 'Sign in'))
    : element('p', { class: 'level-critical', role: 'alert' }, visible(fault.message));
}

at('operator').addEventListener('click', operatorButton);
addEventListener('hashchange', () => navigate(true));
showOperator();
navigate(false);
addEventListener('signed', () => navigate(false));
addEventListener('forgotten', showOperator);
follow('api/events', happened);
