// The rules of severity error, as apply has them.

const LONGEST = 20000; // characters of a text that is checked while somebody types

/** What each rule has against a translation; "" for nothing. */
const RULES = {
  'edge-blanks': (source, target) => ['startsWith', 'endsWith'].some(edge => source[edge]('\n') !== target[edge]('\n')) && say('live.edges'),
  html(source, target) {
    const wanted = tags(source), found = tags(target);
    return compare(count(wanted), count(found)) || (isWellNested(wanted) && !isWellNested(found) && say('live.order', { what: found.join(' ') }));
  },
  'list-marker'(source, target) {
    if (source.split('\n').some(line => strip(line) && has(P.inWords, line.slice(first(P.marker, line)?.[0].length ?? 0)))) return '';
    const ours = markersOf(source), theirs = markersOf(target);
    return ours.join() !== theirs.join() && say('live.markers', { ours: ours.join(', ') || '–', theirs: theirs.join(', ') || '–' });
  },
  markdown(source, target) {
    if (!has(P.mayBeMarkup, source) && !has(P.mayBeMarkup, target)) return '';
    const parts = [text => count(ofKinds(text, ['code'])), linksOf, styles];
    return parts.map(part => compare(part(source), part(target))).filter(Boolean).join('; ');
  },
  'max-length': (source, target, { max }) => max && lengthOf(target) > max && say('live.length', { n: lengthOf(target), most: max }),
  placeholders(source, target) {
    const kinds = has(P.date, source) ? table.kinds.filter(kind => kind !== 'printf') : table.kinds;
    const found = text => count([...entities(text), ...ofKinds(text, kinds)], openTemplates(text));
    const masks = damagedMasks(source, target);
    return [compare(found(source), found(withParamsOf(source, target))), masks.length && say('live.masks', { what: masks.join(', ') })]
      .filter(Boolean).join('; ');
  },
  repetition(source, target, { repeats = 1 }) {
    const [found, times] = repeats === null ? ['', 0] : loop(target);
    return times > repeats && say('live.again', { what: found.slice(0, 40) });
  },
  urls(source, target) {
    if (!isAscii(source) && isReference(source)) return '';
    const missing = minus(bareAddresses(source), addresses(target)), added = minus(bareAddresses(target), addresses(source));
    const same = new Map(); // Chinese words before a domain: nothing parts 访问例子.中国 there
    for (const longer of missing.keys()) for (const shorter of added.keys()) {
      const words = longer.endsWith(shorter) && longer.slice(0, longer.length - shorter.length);
      if (words && lengthOf(words) === all(P.letters, words).length) same.set(longer, shorter);
    }
    return compare(minus(missing, count(same.keys())), minus(added, count(same.values())));
  },
};

/** Whether figures are not written alike in both, which may be right: 3 万 is 30,000. */
function doFiguresDiffer(source, target) {
  const figures = text => count(all(P.figures, unprotected(text)).map(found => found[0]));
  return compare(figures(source), figures(target)) !== '';
}

/**
 * What apply would refuse a translation for, as [rule, what], and the rules that it alone can ask.
 * Rules in `ok` are told of all the same, as they may be taken to be wrong again.
 */
function check({ string, text }, translation, ok = []) {
  const source = string.id, waived = text.waived ?? [];
  const errors = (string.errors ?? table.errors).filter(rule => !waived.includes(rule));
  if (Math.max(source.length, translation.length) > LONGEST) return { found: [], left: errors };
  const found = [], left = [];
  const ask = (rule, about) => {
    try { const what = about(); if (what) found.push([rule, what]); } catch { left.push(rule); }
  };
  const isSeen = char => /[\p{L}\p{N}\p{P}\p{S}]/u.test(char) && !has(P.showsNothing, char);
  ask('empty', () => ![...translation].some(isSeen) && say('live.empty'));
  ask('characters', () => all(P.controls, translation).some(([char]) => !source.includes(char)) && say('live.characters'));
  ask('structure', () => {
    const lines = string.shape ? strip(translation).split(/\r\n|\n|\r/).map(line => line.replace(/^[ \t]+/, '')) : [''];
    return lines.length > 1 && (string.shape === 'line' ? say('live.line') : lines.includes('') && say('live.blank'));
  });
  if (found.length) return { found: found.slice(0, 1), left };
  let isTorn = false; // what was inside of a template is in the open then
  ask('placeholders', () => { isTorn = minus(openTemplates(translation), openTemplates(source)).size > 0; });
  for (const rule of errors) {
    if (isTorn && rule !== 'placeholders' && ![...waived, ...ok].includes('placeholders')) continue;
    if (rule === 'numbers') ask(rule, () => { if (doFiguresDiffer(source, translation)) left.push(rule); });
    else if (!table.rules.includes(rule) || (text.moved && table.ofLinks.includes(rule))) left.push(rule);
    else ask(rule, () => RULES[rule](source, translation, string));
  }
  return { found, left: [...new Set(left)] };
}
