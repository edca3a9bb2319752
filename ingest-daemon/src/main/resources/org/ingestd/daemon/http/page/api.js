// SPDX-License-Identifier: Apache-2.0
// Asks the daemon. The operator's token lives in this module only: a reload forgets it, and it is never a cookie,
// so that no page elsewhere can act with it.

let operator = null;

export const who = () => operator?.who;

/** A token that is not taken any more is not shown again and again: that would look like guessing. */
function forget() {
  if (operator) {
    operator = null;
    dispatchEvent(new Event('forgotten'));
  }
}

/** What is asked for is shown to whoever has signed in only, as it is to other machines. */
export class SignInNeeded extends Error {}

const identified = () => (operator ? { Authorization: `Bearer ${operator.token}` } : {});

export async function read(path) {
  const answer = await fetch(path, { headers: identified() });
  if (answer.status === 401) {
    forget();
    throw new SignInNeeded((await refusal(answer)) ?? 'Sign in to see this.');
  }
  if (!answer.ok) throw new Error((await refusal(answer)) ?? `${path}: ${answer.status}`);
  return answer.json();
}

/** Whether everybody may look, as from this machine. */
async function isOpen() {
  return (await fetch('api/acts?limit=1')).ok;
}

/** Saves an answer; where only those who signed in may look, a link would show no token. */
export async function save(path, name) {
  const link = document.createElement('a');
  link.download = name;
  if (operator && !(await isOpen())) {
    const answer = await fetch(path, { headers: identified() });
    if (!answer.ok) throw new Error((await refusal(answer)) ?? `${path}: ${answer.status}`);
    link.href = URL.createObjectURL(await answer.blob());
  } else {
    link.href = path;
  }
  link.click();
}

/** Server-sent events, read by fetch because an EventSource shows no token; begins again by itself. */
export async function follow(path, each) {
  let last = '';
  for (;;) {
    try {
      const answer = await fetch(path, { headers: { ...identified(), ...(last ? { 'Last-Event-ID': last } : {}) } });
      if (answer.status === 401) forget();
      if (answer.ok) {
        for await (const event of events(answer.body)) {
          last = event.id;
          each(JSON.parse(event.data));
        }
      }
    } catch {
      // the daemon is away, which the page says anyway
    }
    await new Promise((again) => setTimeout(again, 3000));
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
      if (fields.data) yield fields;
    }
  }
}

async function refusal(answer) {
  try {
    return (await answer.json()).error;
  } catch {
    return null;
  }
}

function post(path, token, body) {
  return fetch(path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Throws with the daemon's words if the token is not the right one. */
export async function signIn(name, token) {
  const answer = await post('api/sign-in', token, {});
  if (!answer.ok) throw new Error((await refusal(answer)) ?? `refused (${answer.status})`);
  const known = await answer.json();
  operator = { who: known.who ?? name, token };
}

export function signOut() {
  operator = null;
}

/** One act on one file; gives back the daemon's answer, a refusal included. */
export async function act(id, verb, reason) {
  const answer = await post(`api/files/${id}/${verb}`, operator.token, { reason, who: operator.who });
  const body = await answer.json();
  return answer.ok ? { result: body.result } : { result: 'refused', error: body.error ?? body.outcome?.error ?? `${answer.status}` };
}

let templates = null;

/** One order about a source; throws with the daemon's words if it is refused. */
export async function turn(source, verb, reason) {
  const answer = await post(`api/sources/${encodeURIComponent(source)}/${verb}`, operator.token, { reason, who: operator.who });
  if (!answer.ok) throw new Error((await refusal(answer)) ?? `refused (${answer.status})`);
  return answer.json();
}

/** Where the site's Rucio web shows a DID or rule; undefined unless it is configured. */
export async function rucioWeb() {
  if (!templates) {
    const { values } = await read('api/config');
    templates = Object.fromEntries(values.map((one) => [one.key, one.value]));
  }
  const filled = (key, words) => templates[`http.rucio-web.${key}`]?.replace(/\{(\w+)}/g, (_, name) => encodeURIComponent(words[name]));
  return { did: (scope, name) => filled('did', { scope, name }), rule: (id) => filled('rule', { id }) };
}
