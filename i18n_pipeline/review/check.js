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

/** The figures that are not written alike in both: they may be right, and 3 万 is 30,000. */
function figuresThatDiffer(source, target) {
  const figures = text => count(all(/\p{Nd}+(?:[.,]\p{Nd}+)*/gv, unprotected(text)).map(found => found[0]));
  return compare(figures(source), figures(target));
}

/** What apply would refuse a translation for, as [rule, what]; and the rules that it alone can ask. */
function check({ string, text }, translation) {
  const source = string.id, silent = text.waived ?? [];
  const errors = (string.errors ?? table.errors).filter(rule => !silent.includes(rule));
  const isLeft = rule => !table.rules.includes(rule) || (text.moved && table.ofLinks.includes(rule));
  if (Math.max(source.length, translation.length) > LONGEST) return { found: [], left: errors };
  const isSeen = char => /[\p{L}\p{N}\p{P}\p{S}]/v.test(char) && !has(P.showsNothing, char);
  const controls = all(P.controls, translation).map(one => one[0]);
  const lines = strip(translation).split(/\r\n|\n|\r/).map(line => line.replace(/^[ \t]+/, ''));
  const shape = string.shape && (lines.length > 1 && string.shape === 'line' ? 'live.line' : lines.includes('') ? 'live.blank' : '');
  const misfit = ![...translation].some(isSeen) ? ['empty', 'live.empty'] : controls.some(char => !source.includes(char)) ? ['characters', 'live.characters']
    : shape ? ['structure', shape] : null;
  if (misfit) return { found: [[misfit[0], say(misfit[1])]], left: [] };
  const isTorn = !silent.includes('placeholders') && minus(openTemplates(translation), openTemplates(source)).size;
  const asked = isTorn ? errors.filter(rule => rule === 'placeholders') : errors;
  const found = asked.filter(rule => !isLeft(rule)).map(rule => [rule, RULES[rule](source, translation, string)]).filter(([, what]) => what);
  return { found, left: asked.filter(isLeft) };
}
