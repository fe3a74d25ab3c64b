'use strict';
// What everything else stands on: the data, the words, and the one way in which texts get into the page.

const byId = id => document.getElementById(id);
const sheet = JSON.parse(byId('data').textContent);
const allWords = JSON.parse(byId('words').textContent);
const STATES = ['reviewed', 'draft', 'stale', 'missing']; // in the catalogs
const CLIP = 2000; // characters of a text that are shown at once
// Characters that cannot be seen, or that turn the direction of what follows.
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const kept = { // localStorage, which a browser may refuse
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, value); return true; } catch { return false; } },
};

let language = kept.get('i18n-review language') || (/^zh/i.test(navigator.language) ? 'zh' : 'en');
if (!Object.hasOwn(allWords, language)) language = 'en';
let words = allWords[language];

/** A word of the interface; "one|many" by values.n, {name} from values. */
function say(key, values = {}) {
  const forms = (words[key] ?? allWords.en[key] ?? key).split('|');
  const form = forms.length > 1 && values.n !== 1 ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name] ?? whole;
    return typeof value === 'number' ? value.toLocaleString(language) : value;
  });
}

/** What the pipeline says of a text or a page, in the language of the interface. */
function told(what) {
  const said = sheet.said[language] ?? {};
  return Object.hasOwn(said, what) ? said[what] : what;
}

/** An element. Strings among the children become text nodes, never markup. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

const button = (label, onclick, attributes = {}) => el('button', { type: 'button', onclick, ...attributes }, label);
const tag = locale => locale.replace(/_/g, '-');
const percent = (part, all) => (all ? Math.floor(part * 1000 / all) / 10 : 0).toLocaleString(language);
const clip = text => (text.length > 80 ? `${text.slice(0, 79)}…` : text).replace(ODD, '·');

/** A time as gettext headers have it, for a reader. */
function dateOf(made) {
  const time = new Date(made.replace(' ', 'T').replace(/(\d\d)$/, ':$1'));
  return isNaN(time) ? made : time.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

function languageName(locale) {
  try { return new Intl.DisplayNames([language], { type: 'language' }).of(tag(locale)); } catch { return locale; }
}

/** Every string of a sheet's target, page by page, in the order of the rows. */
function itemsOf(target) {
  const items = [];
  sheet.pages.forEach((page, number) => {
    const translation = page.targets[target];
    const since = sheet.since?.changes[page.name]?.[target] || {};
    page.rows.forEach((row, at) => {
      if (row.kind === 'context' || row.again || !translation) return;
      const string = page.strings[row.string], text = translation.texts[row.string];
      items.push({ page, number, at, row, string, text, file: translation.file, was: since[string.key] || '', shown: true });
    });
  });
  return items;
}

let target = sheet.targets[0].locale;
let items = [];
let itemsByPage = [];

function loadItems() {
  items = itemsOf(target);
  itemsByPage = sheet.pages.map(() => []);
  for (const item of items) itemsByPage[item.number].push(item);
}

const breaks = (item, severity) => (item.text.findings || []).some(([, , found]) => found === severity);

function tally(list, stateOf = item => item.text.state) {
  const counts = { reviewed: 0, draft: 0, stale: 0, missing: 0, yours: 0 };
  for (const item of list) counts[stateOf(item)] += 1;
  return counts;
}

function announce(text) {
  byId('said').textContent = '';
  setTimeout(() => { byId('said').textContent = text; }, 50); // the same words again are news as well
}
