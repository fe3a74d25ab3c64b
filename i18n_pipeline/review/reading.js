// What a text is made of, as the rules read it: the same patterns, from the table, and the same steps.

const table = JSON.parse(byId('table').textContent);
const P = {}, PAIRS = {}; // made when a rule first asks, which throws where there is none, or this browser has no such
const pattern = source => new RegExp(source ?? '(', 'gv');
const lazily = (into, from, make) => Object.entries(from).forEach(([name, source]) => {
  let made;
  Object.defineProperty(into, name, { get: () => made ??= make(source) });
});
lazily(P, table.patterns, pattern);
lazily(PAIRS, table.pairs, pairs => pairs.map(([opens, closes, most]) => [pattern(opens), pattern(closes), most]));

const has = (regex, text) => text.search(regex) >= 0;
const all = (regex, text) => [...text.matchAll(regex)];
const first = (regex, text) => all(regex, text)[0];
const lengthOf = text => [...text].length;
const isAscii = text => !/[^\x00-\x7f]/.test(text);
const strip = (text, isOff = char => has(P.blank, char)) => {
  let start = 0, end = text.length;
  while (start < end && isOff(text[start])) start += 1;
  while (end > start && isOff(text[end - 1])) end -= 1;
  return text.slice(start, end);
};

// How often each thing is there.
const count = (things, into = new Map()) => {
  for (const thing of things) into.set(thing, (into.get(thing) || 0) + 1);
  return into;
};
const minus = (one, other) => {
  const left = [...one].map(([thing, n]) => [thing, n - (other.get(thing) || 0)]);
  return new Map(left.filter(([, n]) => n > 0));
};
const shownCount = things => [...things].map(([thing, n]) => (n === 1 ? thing : `${thing} (${n}×)`)).join(', ');
function compare(source, target) {
  const missing = minus(source, target), added = minus(target, source);
  return [missing.size && say('live.missing', { what: shownCount(missing) }), added.size && say('live.added', { what: shownCount(added) })]
    .filter(Boolean).join('; ');
}

/** Where a number would stand among sorted ones, in front of its like. */
function bisect(sorted, number) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < number) low = middle + 1; else high = middle;
  }
  return low;
}

/** A text of the same length in which what opens and is never closed is neutral. */
function withoutOpen(text, pairs, code = false) {
  const hidden = new Set(), breaks = all(/\n/g, text).map(found => found.index);
  const isOneLine = (one, other) => bisect(breaks, one) === bisect(breaks, other);
  const next = (places, at) => {
    const found = places[bisect(places, at)];
    return found !== undefined && isOneLine(found, at) ? found : -1;
  };
  for (const [opens, closes, most] of pairs) {
    const opening = all(opens, text);
    const closing = opening.length ? all(closes, text).map(found => found.index) : [], closingToo = new Set(closing);
    for (const { index, 0: { length } } of opening) {
      const close = next(closing, index + length);
      const isNear = close >= 0 && close - index - length <= 2 * most && lengthOf(text.slice(index + length, close)) <= most;
      if (!closingToo.has(index) && !isNear) hidden.add(index);
    }
  }
  if (code) {
    const runs = all(P.ticks, text).map(found => [found.index, found[0].length]), byLength = new Map();
    for (const [start, length] of runs) byLength.has(length) ? byLength.get(length).push(start) : byLength.set(length, [start]);
    for (const [start, length] of runs) {
      const alike = byLength.get(length), before = bisect(alike, start) - 1;
      const isFirst = before < 0 || !isOneLine(alike[before], start);
      if (isFirst && next(alike, start + length) < 0) for (let at = start; at < start + length; at += 1) hidden.add(at);
    }
  }
  return hidden.size ? Array.from({ length: text.length }, (_, at) => (hidden.has(at) ? table.hidden : text[at])).join('') : text;
}

/** The protected pieces, with their kinds and places. */
function piecesOf(text) {
  if (!has(P.mayHaveSome, text)) return [];
  return all(P.protected, withoutOpen(text, PAIRS.templates, true)).map(found => {
    const kind = Object.keys(found.groups).find(name => name !== 'ticks' && found.groups[name] !== undefined);
    const end = found.index + found[0].length;
    return { kind, start: found.index, end, text: text.slice(found.index, end) };
  });
}

function unprotected(text, keep = []) {
  let out = '', at = 0;
  for (const piece of piecesOf(text)) if (!keep.includes(piece.kind)) {
    out += text.slice(at, piece.start) + table.hidden;
    at = piece.end;
  }
  return out + text.slice(at);
}

const ofKinds = (text, kinds) => piecesOf(text).filter(piece => kinds.includes(piece.kind)).map(piece => piece.text);
const addresses = text => count(ofKinds(text, table.urls));

function bareAddresses(text) {
  const found = addresses(text);
  return found.size && text.includes('](') ? addresses(unprotected(text, table.urls).replace(P.link, table.hidden)) : found;
}

function entities(text) {
  if (!text.includes('&')) return [];
  return ofKinds(has(P.mayBeLink, text) ? text.replace(P.link, (...found) => found.at(-1).text) : text, ['entity']);
}

function linksOf(text) {
  const found = text.includes('[^') ? count(all(P.footnote, unprotected(text)).map(note => `footnote ${note[0]}`)) : new Map();
  if (!has(P.mayBeLink, text)) return found;
  const outline = unprotected(text, table.urls);
  count(all(P.link, outline.replaceAll(table.hidden, '…')).map(({ groups: link }) =>
    `${link.image ? 'image' : 'link'} to ${strip(link.to || link.label || '', char => '<>'.includes(char))}`), found);
  count(all(P.definition, outline).map(to => `definition of a link to ${to[1]}`), found);
  return count(outline.replace(P.link, '').split('](').slice(1).map(() => 'link'), found);
}

function styles(text) {
  const outline = unprotected(text), found = [];
  if (/[*_~]/.test(outline)) {
    const closed = withoutOpen(outline, PAIRS.marked);
    let inside = '', at = 0;
    for (const bold of all(P.strong, closed)) {
      const end = bold.index + bold[0].length;
      inside += outline.slice(at, bold.index) + outline.slice(bold.index + 2, end - 2);
      at = end;
      found.push('bold (**)');
    }
    found.push(...all(P.emphasis, inside + outline.slice(at)).map(() => 'italics (*)'), ...all(P.struck, closed).map(() => 'struck out (~~)'));
  }
  for (const [, heading, fence] of all(P.block, text)) {
    found.push(heading ? `heading (${heading})` : fence ? `code block (${fence})` : 'quote (>)');
  }
  return count(found);
}

function spelt(tag) {
  const found = first(P.tag, tag);
  if (!found) return tag;
  const attributes = all(P.notBlank, found[3].replace(P.said, '$1…')).map(one => one[0]);
  return `<${found[1]}${found[2].toLowerCase()}${['', ...attributes].join(' ')}>`;
}

function tags(text) {
  if (!text.includes('<')) return [];
  return [...ofKinds(text, ['html']).map(spelt), ...all(P.loose, unprotected(text)).map(() => '<')];
}

function isWellNested(names) {
  const open = [];
  for (const name of names) {
    const found = first(P.tag, name);
    if (!found || table.void.includes(found[2])) continue;
    if (!found[1]) open.push(found[2]);
    else if (open.pop() !== found[2]) return false;
  }
  return !open.length;
}

function isReference(value) {
  const text = strip(value);
  if (!has(P.mayBeReference, text) || !has(P.reference, text) || has(P.each, text)) return false;
  return has(P.opens, text) || has(P.picture, text) || !has(P.prose, text);
}

const openTemplates = text => count(/[{}]/.test(text) ? all(P.templateMark, unprotected(text)).map(mark => mark[0]) : []);
const isSaid = quoted => !isAscii(quoted) && !isReference(quoted);

/** The target, with what shortcodes of the source say in quotes, and not in ASCII, in its like ones. */
function withParamsOf(source, target) {
  if (!source.includes('"') || !source.includes('{{')) return target;
  const literal = text => text.replace(/[^0-9A-Za-z]/gu, char => `\\u{${char.codePointAt(0).toString(16)}}`);
  for (const piece of piecesOf(source)) {
    const quoted = all(P.quoted, piece.text).map(one => one[0]);
    if (piece.kind !== 'template' || !quoted.some(one => isSaid(one.slice(1, -1)))) continue;
    let parts = '', at = 0;
    for (const one of all(P.quoted, piece.text)) {
      parts += literal(piece.text.slice(at, one.index)) + (isSaid(one[0].slice(1, -1)) ? '"[^"\\{\\}]*"' : literal(one[0]));
      at = one.index + one[0].length;
    }
    target = target.replace(new RegExp(parts + literal(piece.text.slice(at)), 'u'), () => piece.text);
  }
  return target;
}

function damagedMasks(source, target) {
  const plain = text => text.normalize('NFKC').toLowerCase();
  const found = all(P.damaged, plain(target.replace(P.mask, table.hidden))).map(one => strip(one[0]));
  return found.filter(mask => !plain(source).includes(mask));
}

function markersOf(text) {
  return text.split('\n').filter(line => strip(line)).map(line => {
    const { number, inside, circled } = first(P.marker, line)?.groups ?? {};
    const told = number || inside || (circled ? String(table.circled.indexOf(circled) + 1) : '');
    return told ? String(all(/\p{Nd}/gu, told).reduce((sum, [digit]) => sum * 10 + digitOf(digit), 0)) : has(P.marker, line) ? '-' : '';
  }).filter(Boolean);
}

/** The value of a decimal digit of any script: each has its ten in a row. */
function digitOf(digit) {
  let value = 0;
  for (let code = digit.codePointAt(0); value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1)); code -= 1) value += 1;
  return value;
}

/** What stands in a text again and again, and how often. */
function loop(text) {
  const [long, longWord, same] = table.loop;
  const words = all(P.word, text.toLowerCase()).map(word => word[0]);
  const [phrase, times] = loopOf(words, long);
  if (times) return [phrase.join(' '), times];
  if (new Set(text).size * 3 > lengthOf(text)) return ['', 0];
  const isLikely = words.some(word => lengthOf(word) >= longWord && lengthOf(word) - new Set(word).size >= same);
  const found = isLikely && first(P.inOneWord, text);
  return found ? [found[1], Math.floor(lengthOf(found[0]) / lengthOf(found[1]))] : ['', 0];
}

function loopOf(words, long) {
  const last = new Map(), distances = new Map();
  words.forEach((word, at) => {
    if (last.has(word)) count([at - last.get(word)], distances);
    last.set(word, at);
  });
  const likely = [...distances].sort((one, other) => other[1] - one[1])
    .slice(0, Math.max(30, Math.floor(table.loop[3] / Math.max(words.length, 1))));
  for (const distance of likely.filter(([, times]) => times > 1).map(([found]) => found).sort((a, b) => a - b)) {
    const needed = distance * (distance >= long ? 1 : 2);
    for (let at = distance, same = 0; at <= words.length; at += 1) {
      if (at < words.length && words[at] === words[at - distance]) { same += 1; continue; }
      const phrase = same >= needed ? words.slice(at - distance, at) : [];
      if (has(P.letters, phrase.join(''))) return [phrase, 1 + Math.floor(same / distance)];
      same = 0;
    }
  }
  return [[], 0];
}
