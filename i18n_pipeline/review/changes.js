// A reviewer's changes: kept in this browser until they are downloaded, and after.

const STORE = `i18n-review ${sheet.id}`; // of the project: changes outlive the sheet they were made in
const changes = new Map();
let older = []; // made in an older sheet, of strings that are not as they were; apply tells what still holds
let unsaved = false;
let roomy = true;

const nameOf = change => JSON.stringify([change.page, change.target, change.context ?? null, change.id]);
const changeOf = item => changes.get(item.name ??= nameOf({
  page: item.page.name, target, context: item.string.context, id: item.string.id,
}));

/** What a string is on this sheet: in its catalog, or changed by the reviewer. */
const stateOf = item => (changeOf(item) ? 'yours' : item.text.state);

/** Whether it is one; on a disk every file shares its storage with every other. */
function isChange(it) {
  const strings = it && [it.page, it.target, it.id, it.old, it.text, it.context ?? '', ...(Array.isArray(it.ok ?? []) ? it.ok ?? [] : [0])];
  return Boolean(strings) && strings.every(value => typeof value === 'string');
}

function readChanges() {
  changes.clear();
  older = [];
  let stored = [];
  try { stored = JSON.parse(kept.get(STORE) || '[]'); } catch { /* not ours */ }
  if (!Array.isArray(stored)) stored = [];
  if (!stored.length) return;
  const known = new Map();
  for (const page of sheet.pages) for (const [locale, translation] of Object.entries(page.targets)) {
    page.strings.forEach((string, n) => known.set(
      nameOf({ page: page.name, target: locale, context: string.context, id: string.id }), translation.texts[n]));
  }
  for (const change of stored) {
    if (!isChange(change)) continue;
    const text = known.get(nameOf(change));
    const done = text && text.state === 'reviewed' && (text.text || '') === change.text
      && (change.ok || []).every(rule => (text.waived || []).includes(rule));
    if (done) continue;
    if (text && (text.text || '') === change.old) changes.set(nameOf(change), change);
    else older.push(change);
  }
}

function storeChanges() {
  roomy = kept.set(STORE, JSON.stringify([...changes.values(), ...older]));
}

/** What the reviewer wants an item to be; a change that changes nothing is taken back. */
function setChange(item, text, ok = changeOf(item)?.ok || []) {
  changeOf(item); // names the item
  const before = item.text.text || '';
  if (!text.trim() || (text === before && item.text.state === 'reviewed' && !ok.length)) changes.delete(item.name);
  else {
    const change = { page: item.page.name, target, id: item.string.id, old: before, text };
    if (item.string.context !== undefined) change.context = item.string.context;
    if (ok.length) change.ok = ok;
    changes.set(item.name, change);
  }
  unsaved = changes.size + older.length > 0;
  storeChanges();
  showWork();
}

function dropChange(item) {
  if (!changeOf(item)) return false;
  changes.delete(item.name);
  storeChanges();
  showWork();
  return true;
}

function discardChanges() {
  if (!confirm(say('work.discard'))) return;
  changes.clear();
  older = [];
  unsaved = false;
  storeChanges();
  showWork();
  refresh();
}

const fileName = () => `${sheet.project.replace(/[^\w-]+/g, '-') || 'i18n'}-review.json`;

function download() {
  const reviewer = byId('reviewer').value.trim();
  const content = { format: 'i18n-pipeline review 1', ...(reviewer && { reviewer }), changes: [...changes.values(), ...older] };
  const whole = (_, value) => (typeof value === 'string' ? value.toWellFormed() : value); // half a character is no JSON
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, whole, 1)], { type: 'application/json' }));
  el('a', { href: address, download: fileName() }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  unsaved = false;
  showWork(true);
}

function showWork(saved = false) {
  showCounts();
  const count = changes.size + older.length;
  byId('work').hidden = !count;
  byId('work-count').textContent = [
    say('work.count', { n: count }), older.length && say('work.older', { n: older.length }),
  ].filter(Boolean).join(' · ');
  byId('work-next').textContent = !roomy ? say('work.full') : say(saved ? 'work.saved' : 'work.next', { file: fileName() });
}

addEventListener('beforeunload', event => { if (unsaved) event.preventDefault(); });
addEventListener('storage', event => { // another tab of this sheet
  if (event.key !== STORE) return;
  readChanges();
  showWork();
  if (!document.querySelector('.editor')) refresh();
});
