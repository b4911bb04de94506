"use strict";
// Draws the network, the days and the sentences of what the filters leave. Words of articles are only ever set as text.
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const SVG = $("network").namespaceURI;
  const ONE_PAGE = window.innerWidth < 861 ? 15 : 40, QUOTES_OPEN = 2, MOST_ACTORS_LISTED = 80, MOST_BARS = 130, MOST_FURTHER = 24;
  const LETTER = 7.2; // width of a letter in the pictures, in pixels
  const QUESTIONS = [
    ["Who talks to whom?", [0], null],
    ["Who mediates, with what answer?", [0, 1], null],
    ["Who acts for or against whom?", [2], null],
    ["What is only claimed or denied?", [0, 1, 2, 3], ["claimed"]],
    ["Everything", [0, 1, 2, 3], null],
  ];
  const groupOf = data.statuses.map(([status]) => data.groups.findIndex(([, , found]) => found.includes(status)));
  const events = data.events.map((row, number) => {
    const event = Object.fromEntries(data.fields.map((field, k) => [field, row[k]]));
    const pairs = event.pairs.flatMap(([a, b]) => [a, b]);
    return { ...event, number, group: groupOf[event.status], actors: new Set([...event.source, ...event.target, ...event.third, ...pairs]) };
  });
  const place = new Map(data.places.map(([actor, x, y]) => [actor, [x, y]]));
  const role = new Map(data.roles);
  const total = new Map(data.totals.map(([layer, a, b, n]) => [`${layer}-${a}-${b}`, n]));
  const party = new Set(data.parties);
  const GAP = 2 / Math.max(data.places.filter(([actor]) => !party.has(actor)).length, 4); // between two rows of the picture
  let selected = null; // {kind: "line" | "actor" | "day", key}
  let opener = null; // what the keyboard goes back to
  let shown = [], listed = [], room = ONE_PAGE;

  // ---- small makers

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== false) node.setAttribute(name, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  }
  const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
  const draw = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
  const count = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many ?? one + "s"}`;
  const name = (actor) => data.names[actor][1];
  const names = (actors) => actors.map(name).join(", ");
  const short = (words, room) => (words.length * LETTER <= room ? words : words.slice(0, Math.max(3, Math.floor(room / LETTER) - 1)) + "…");
  const inOrder = (actors) => [...actors].sort((one, two) => party.has(two) - party.has(one) || one - two); // parties first, in alphabetical order
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  function words(iso, year = true) {
    const [y, m, d] = iso.split("-").map(Number);
    return `${d} ${MONTHS[m - 1]}${year ? " " + y : ""}`;
  }

  // ---- filters

  const ticked = (box) => new Set([...$(box).querySelectorAll("input:checked")].map((input) => Number(input.value)));

  function tick(box, value, label, checked, swatch) {
    const input = el("input", { type: "checkbox", value, checked: checked ? "" : false });
    $(box).append(el("label", {}, input, swatch ? el("span", { class: `swatch ${swatch}` }) : null, el("span", {}, label)));
  }

  function choice() {
    return {
      from: $("from").value, to: $("to").value, undated: $("undated").checked, least: Number($("confidence").value),
      layers: ticked("layers"), groups: ticked("groups"), actors: ticked("actors"), types: ticked("types"),
    };
  }

  function fits(event, c) {
    const inside = event.date ? (!c.from || event.date >= c.from) && (!c.to || event.date <= c.to) : c.undated;
    return inside && c.layers.has(event.layer) && c.groups.has(event.group) && c.types.has(event.type) && event.confidence >= c.least
      && (!c.actors.size || [...c.actors].some((actor) => event.actors.has(actor)));
  }

  function setBoxes(box, keep) {
    for (const input of $(box).querySelectorAll("input")) input.checked = keep === null || keep.includes(Number(input.value));
  }

  const groupNumbers = (groups) => groups && groups.map((wanted) => data.groups.findIndex(([group]) => group === wanted));

  function ask(question) {
    const [, layers, groups] = QUESTIONS[question];
    setBoxes("layers", layers);
    setBoxes("groups", groupNumbers(groups));
    select(null);
    refresh();
  }

  function everything() {
    [$("from").value, $("to").value] = data.window;
    $("undated").checked = true;
    $("confidence").value = 0;
    setBoxes("types", null);
    setBoxes("actors", []);
    ask(QUESTIONS.length - 1);
  }

  function asked(c) {
    const same = (set, list, all) => set.size === (list ? list.length : all) && (!list || list.every((value) => set.has(value)));
    return QUESTIONS.findIndex(([, layers, groups]) => same(c.layers, layers, 0)
      && same(c.groups, groupNumbers(groups), data.groups.length));
  }

  function narrowed(c) {
    const set = [];
    if (c.from !== data.window[0] || c.to !== data.window[1]) set.push("days");
    if (c.actors.size) set.push("actors");
    if (c.types.size !== data.types.length) set.push("kinds of act");
    if (c.least > 0) set.push("confidence");
    if (!c.undated) set.push("exact days only");
    return set;
  }

  // ---- the network

  function lines(found) {
    const made = new Map();
    for (const event of found) for (const [a, b, weight] of event.pairs) {
      const key = `${event.layer}-${a}-${b}`;
      if (!made.has(key)) made.set(key, { key, a, b, layer: event.layer, weight: 0, groups: data.groups.map(() => 0), events: new Set() });
      const line = made.get(key);
      line.weight += weight;
      line.groups[event.group] += weight;
      line.events.add(event);
    }
    for (const line of made.values()) line.group = line.groups.findIndex((n) => n > 0);
    return [...made.values()].sort((one, two) => two.weight - one.weight || (one.key < two.key ? -1 : 1));
  }

  function spots(found) {
    const busy = new Map();
    for (const line of found) for (const end of [line.a, line.b]) busy.set(end, (busy.get(end) ?? 0) + line.weight);
    const drawn = new Map(place); // always in the same places, those of the reports' picture
    const rest = [...busy.keys()].filter((actor) => !place.has(actor)).sort((one, two) => busy.get(two) - busy.get(one) || one - two);
    const heights = [0, ...[...place.values()].map(([, y]) => y)], [top, low] = [Math.max(...heights), Math.min(...heights)];
    rest.splice(0, MOST_FURTHER).forEach((actor, k) => { // below and above by turns
      const step = (Math.floor(k / 2) + 1) * GAP;
      drawn.set(actor, [k % 4 === 0 || k % 4 === 3 ? 0.22 : -0.22, k % 2 ? top + step : low - step]);
    });
    return { drawn, busy, beyond: rest.length };
  }

  function drawNetwork(found) {
    const picture = $("network");
    const { drawn, busy, beyond } = spots(found);
    const width = Math.max(picture.clientWidth || 320, 300), step = width < 500 ? 32 : 34, scale = step / GAP;
    const heights = [0, ...[...drawn.values()].map(([, y]) => y)];
    const top = Math.max(...heights), height = (top - Math.min(...heights)) * scale + 70;
    const margin = width < 500 ? 34 : 70;
    const at = new Map([...drawn].map(([actor, [x, y]]) => [actor, [width / 2 + x * (width / 2 - margin), 26 + (top - y) * scale]]));
    const seen = found.filter((line) => at.has(line.a) && at.has(line.b));
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.style.height = `${height}px`;
    const counts = draw("g", { "aria-hidden": "true" }), taken = [...at].map(([actor, spot]) => labelBox(actor, spot, width));
    const strokes = seen.map((line) => lineOf(line, at, counts, seen, taken)).reverse(); // the heaviest on top
    const dots = [...at].map(([actor, spot]) => actorOf(actor, spot, busy, width));
    picture.replaceChildren(...strokes, counts, ...dots);
    $("beyond").textContent = beyond ? `${count(beyond, "more actor")} with few events not drawn; tick ${beyond === 1 ? "it" : "them"} under Filters, Actors.` : "";
    return seen;
  }

  function lineOf(line, at, counts, all, taken) {
    const twins = all.filter((other) => other.a === line.a && other.b === line.b).map((other) => other.layer).sort();
    const ends = inOrder([line.a, line.b]);
    let [[x1, y1], [x2, y2]] = ends.map((end) => at.get(end));
    const long = Math.hypot(x2 - x1, y2 - y1) || 1, shift = (twins.indexOf(line.layer) - (twins.length - 1) / 2) * 7;
    const [dx, dy] = [(-(y2 - y1) / long) * shift, ((x2 - x1) / long) * shift];
    [x1, y1, x2, y2] = [x1 + dx, y1 + dy, x2 + dx, y2 + dy].map((value) => Math.round(value * 10) / 10);
    const thick = 1 + Math.min(1.3, 8 / Math.sqrt(all[0].weight)) * Math.sqrt(line.weight); // all[0] is the heaviest
    const group = data.groups[line.group][0], path = { d: `M${x1} ${y1}L${x2} ${y2}` };
    const told = data.groups.map(([, label], k) => (line.groups[k] ? `${line.groups[k]} ${label}` : "")).filter(Boolean).join("; ");
    const said = `${name(ends[0])} and ${name(ends[1])}, ${data.layers[line.layer][1]}: ${count(line.weight, "event")}${total.has(line.key) ? " here, " + total.get(line.key).toLocaleString("en") + " in the tables" : ""} (${told})`;
    if (line.weight > 1) {
      const number = String(line.weight), wide = number.length * LETTER + 4;
      const free = [0.34, 0.42, 0.27, 0.5, 0.58, 0.2, 0.66, 0.74].map((far) => [x1 + (x2 - x1) * far, y1 + (y2 - y1) * far])
        .find(([x, y]) => !taken.some(([left, top, right, low]) => x + wide / 2 > left && x - wide / 2 < right && y + 6 > top && y - 6 < low));
      if (free) {
        const [x, y] = free;
        taken.push([x - wide / 2, y - 6, x + wide / 2, y + 6]);
        counts.append(draw("text", { x, y: y + 4, "text-anchor": "middle", class: "halo number" }, number));
      }
    }
    return draw("g", { class: `line ${group} layer-${line.layer}`, role: "button", tabindex: 0, "aria-label": said, "data-kind": "line", "data-key": line.key },
      draw("title", {}, said),
      draw("path", { ...path, class: "hit" }),
      draw("path", { ...path, class: "ink", "stroke-width": group === "claimed" ? thick + 2.5 : thick }),
      group === "claimed" ? draw("path", { ...path, class: "core", "stroke-width": thick }) : null);
  }

  // where the name of an actor stands: its anchor, and the box it takes
  function labelAt(actor, [x, y], width) {
    const right = x >= width / 2;
    if (!party.has(actor)) return { x: x + (right ? 13 : -13), y: y + 4, room: (right ? width - x : x) - 15, anchor: right ? "start" : "end" };
    const above = !right && width < 500; // there the lower left is somebody's name
    const half = Math.min((name(actor).length * 8) / 2, 75); // bold
    return { x: Math.min(Math.max(x, half), width - half), y: y + (above ? -17 : 26), room: 135, anchor: "middle" };
  }

  function labelBox(actor, spot, width) {
    const { x, y, room, anchor } = labelAt(actor, spot, width), wide = short(name(actor), room).length * LETTER;
    const left = anchor === "start" ? x - 24 : anchor === "end" ? x - wide : x - wide / 2;
    return [left, y - 11, left + wide + (anchor === "middle" ? 0 : 24), y + 3];
  }

  function actorOf(actor, [x, y], busy, width) {
    const isParty = party.has(actor), n = busy.get(actor) ?? 0, label = labelAt(actor, [x, y], width);
    const said = `${name(actor)}${role.has(actor) ? ", " + role.get(actor) : ""}: ${n ? count(n, "event") + " with others" : "none of these events"}`;
    return draw("g", { class: `actor${isParty ? " party" : ""}${n ? "" : " idle"}`, role: "button", tabindex: 0, "aria-label": said, "data-kind": "actor", "data-key": actor },
      draw("title", {}, said), draw("circle", { cx: x, cy: y, r: isParty ? 11 : 9 }), draw("text", { x: label.x, y: label.y, "text-anchor": label.anchor, class: "halo" }, short(name(actor), label.room)));
  }

  // ---- the days

  function bins(from, to) {
    if (!from || !to || from > to) return { made: [], byDay: new Map() };
    const days = [];
    for (let t = Date.parse(from); t <= Date.parse(to) && days.length < 20000; t += 86400000) days.push(new Date(t).toISOString().slice(0, 10));
    const size = days.length <= MOST_BARS ? 1 : days.length <= 7 * MOST_BARS ? 7 : Math.ceil(days.length / MOST_BARS);
    const made = [];
    for (let k = 0; k < days.length; k += size) made.push({ from: days[k], to: days[Math.min(k + size, days.length) - 1], layers: data.layers.map(() => [0, 0]), n: 0 });
    const byDay = new Map(days.map((day, k) => [day, made[Math.floor(k / size)]]));
    return { made, byDay };
  }

  function drawDays(c) {
    const picture = $("timeline"), width = Math.max(picture.clientWidth || 320, 300), height = 170, low = 136, left = 30;
    const { made, byDay } = bins(c.from || data.window[0], c.to || data.window[1]);
    for (const event of shown) {
      const bin = byDay.get(event.date);
      if (!bin) continue;
      bin.layers[event.layer][event.group === 0 ? 0 : 1] += 1;
      bin.n += 1;
    }
    const most = Math.max(4, ...made.map((bin) => bin.n)), wide = (width - left - 4) / Math.max(made.length, 1), tall = (n) => (n / most) * (low - 24);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.style.height = `${height}px`;
    const parts = [most, Math.round(most / 2)].flatMap((n) => [draw("line", { class: "grid", x1: left, x2: width, y1: low - tall(n), y2: low - tall(n) }), draw("text", { x: left - 5, y: low - tall(n) + 4, "text-anchor": "end" }, String(n))]);
    const bars = made.map((bin, k) => barOf(bin, left + k * wide, wide, low, tall));
    const every = Math.ceil(made.length / Math.max(2, Math.floor(width / 95)));
    const ticks = made.flatMap((bin, k) => (k % every ? [] : [draw("text", { x: left + k * wide, y: low + 16 }, words(bin.from, made.length > 1 && made[0].from.slice(0, 4) !== made.at(-1).from.slice(0, 4)))]));
    picture.replaceChildren(...parts, ...bars, draw("line", { class: "axis", x1: left, x2: width, y1: low, y2: low }), ...ticks, ...marks(made, left, wide, low));
    return made;
  }

  function barOf(bin, x, wide, low, tall) {
    let base = low;
    const days = bin.from === bin.to ? words(bin.from) : `${words(bin.from)} to ${words(bin.to)}`;
    const told = bin.layers.map(([full, rest], k) => (full + rest ? `${data.layers[k][1]} ${full + rest}` : "")).filter(Boolean).join(", ");
    const said = `${days}: ${count(bin.n, "event")}${told ? " (" + told + ")" : ""}`;
    const boxes = bin.layers.flatMap((numbers, layer) => numbers.map((n, hollow) => {
      if (!n) return null;
      base -= tall(n);
      return draw("rect", { class: `${hollow ? "hollow" : "full"} layer-${layer}`, x: x + wide * 0.1, y: base, width: Math.max(wide * 0.8, 1), height: tall(n) });
    }));
    return draw("g", { class: "day", role: bin.n ? "button" : null, tabindex: bin.n ? 0 : null, "aria-label": said, "data-kind": bin.n ? "day" : null, "data-key": `${bin.from}/${bin.to}` },
      draw("title", {}, said), draw("rect", { class: "hit", x, y: 18, width: wide, height: low - 18 }), ...boxes);
  }

  function marks(made, left, wide, low) {
    return data.marks.flatMap(([day, what], number) => {
      const k = made.findIndex((bin) => bin.from <= day && day <= bin.to);
      if (k < 0) return [];
      const x = left + (k + 0.5) * wide;
      return [draw("line", { class: "event-mark", x1: x, x2: x, y1: 18, y2: low }), draw("text", { x, y: 13, "text-anchor": "middle" }, draw("title", {}, `${words(day)}: ${what}`), String(number + 1))];
    });
  }

  // ---- the sentences

  function select(target) {
    selected = target;
    room = ONE_PAGE;
    if (target) {
      fillPanel();
      $("panel").scrollTop = 0;
      $("panel-title").focus({ preventScroll: true });
      if (getComputedStyle($("panel")).position !== "sticky") $("panel").scrollIntoView();
    }
  }

  function close() {
    if (!selected) return;
    const { kind, key } = selected;
    select(null);
    fillPanel();
    const back = opener?.isConnected ? opener : document.querySelector(`[data-kind="${kind}"][data-key="${CSS.escape(String(key))}"]`);
    back?.focus();
    $("shown").textContent = summary();
  }

  function picked() {
    if (!selected) {
      const best = [...shown].sort((one, two) => two.articles - one.articles || two.mentions - one.mentions || one.number - two.number);
      return { title: "Most told events", note: "Choose a line, a name or a day for its own sentences.", found: best };
    }
    if (selected.kind === "line") {
      const [layer, a, b] = selected.key.split("-").map(Number);
      const line = lines(shown).find((other) => other.key === selected.key);
      const found = line ? [...line.events] : [];
      const more = (line && line.weight !== found.length ? ` Counted as ${line.weight}: some texts tell of several contacts at once.` : "")
        + (total.has(selected.key) ? ` In the tables, which hold all articles: ${total.get(selected.key).toLocaleString("en")}, without filters.` : "");
      const [one, two] = inOrder([a, b]);
      return { title: `${name(one)} – ${name(two)}, ${data.layers[layer][1]}`, note: `${count(found.length, "event")}, by day.${more}`, found };
    }
    if (selected.kind === "actor") {
      const actor = Number(selected.key), found = shown.filter((event) => event.actors.has(actor));
      const told = role.has(actor) ? `By its acts in the whole window: ${role.get(actor)}. ` : "";
      return { title: name(actor), note: `${told}${count(found.length, "event")}, by day.`, found };
    }
    const [from, to] = selected.key.split("/");
    const found = shown.filter((event) => event.date && event.date >= from && event.date <= to);
    return { title: from === to ? words(from) : `${words(from)} to ${words(to)}`, note: `${count(found.length, "event")}.`, found };
  }

  function fillPanel() {
    const { title, note, found } = picked();
    listed = found;
    $("panel-title").textContent = title;
    $("panel-note").textContent = note;
    $("close").hidden = !selected;
    $("list").replaceChildren(...found.slice(0, room).map(item));
    $("more").hidden = found.length <= room;
    $("more").textContent = `Show ${Math.min(ONE_PAGE, found.length - room)} more of ${found.length - room}`;
    for (const node of document.querySelectorAll("[data-kind]")) {
      node.setAttribute("aria-pressed", String(selected !== null && node.dataset.kind === selected.kind && node.dataset.key === String(selected.key)));
    }
    if (selected) $("shown").textContent = `${title}: ${count(found.length, "event")} listed.`;
  }

  function item(event) {
    const sides = event.mutual ? [...event.source, ...event.target].map(name).join(" – ") : `${names(event.source) || "not stated"} → ${names(event.target) || "not stated"}`;
    const third = event.third.length ? ` (with ${names(event.third)})` : "";
    const says = event.says.length ? `Said by ${names(event.says)}. ` : "";
    const denies = event.denies.length ? `Denied by ${names(event.denies)}. ` : "";
    const told = bySentence(event.quotes), open = told.slice(0, QUOTES_OPEN).map(quote), further = told.slice(QUOTES_OPEN), missing = event.mentions - event.quotes.length;
    if (further.length) open.push(el("details", { class: "rest" }, el("summary", {}, count(further.length, "more sentence")), ...further.map(quote)));
    if (missing > 0) open.push(el("p", { class: "soft" }, `${open.length ? count(missing, "more sentence") : "The sentences"} not carried in this page: see codings.csv, ${event.evidence}.`));
    return el("li", { class: `layer-${event.layer}` },
      el("h3", { dir: "auto" }, sides + third),
      el("p", { class: "facts" }, el("span", { class: `status ${data.groups[event.group][0]}` }, data.statuses[event.status][1]), ` ${data.types[event.type][1]} · ${event.date ? words(event.date) : event.when} · ${data.layers[event.layer][1]}`),
      ...open,
      el("p", { class: "facts" }, `${says}${denies}${count(event.articles, "article")} of ${count(event.publishers, "publisher")}; confidence ${event.confidence.toFixed(2)}.`));
  }

  // sentence -> its triggers from left to right, none over another
  function bySentence(quotes) {
    const found = new Map();
    for (const [sentence, begin, end] of quotes) {
      const known = found.get(sentence) ?? [];
      if (!known.some(([b, e]) => begin < e && b < end)) found.set(sentence, [...known, [begin, end]].sort(([one], [two]) => one - two));
    }
    return [...found];
  }

  function marked(text, triggers) {
    let at = 0;
    const parts = triggers.flatMap(([begin, end]) => {
      const piece = [text.slice(at, begin), el("mark", {}, text.slice(begin, end))];
      at = end;
      return piece;
    });
    return [...parts, text.slice(at)];
  }

  function quote([sentence, triggers]) {
    const [article, number, text] = data.sentences[sentence];
    const [title, publisher, day, addresses, isRebuilt] = data.articles[article];
    const safe = addresses.filter(isSafe);
    const heading = title || "untitled";
    const linked = safe.length === 1 && !isRebuilt ? link(safe[0], heading) : el("span", { dir: "auto" }, heading);
    const cited = el("cite", {}, linked, ` · ${publisher} · ${day} · sentence ${number}`);
    if (safe.length && (safe.length > 1 || isRebuilt)) cited.append(el("br"), isRebuilt ? "Sources of this reconstruction: " : "Addresses: ", ...safe.flatMap((url, k) => [k ? ", " : "", link(url, new URL(url).hostname.replace(/^www\./, ""))]));
    return el("div", {}, el("blockquote", { dir: "auto" }, ...marked(text, triggers)), cited);
  }

  const link = (url, label) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, label);
  function isSafe(url) {
    try { return ["http:", "https:"].includes(new URL(url).protocol); } catch { return false; }
  }

  // ---- all of it

  function summary() {
    const told = new Set(shown.flatMap((event) => event.quotes.map(([sentence]) => sentence)));
    return shown.length ? `${count(shown.length, "event")} of ${events.length.toLocaleString("en")} shown, with ${count(told.size, "sentence")}.` : "No event fits these filters.";
  }

  function refresh() {
    const c = choice();
    shown = events.filter((event) => fits(event, c));
    $("confidence-value").textContent = c.least.toFixed(2);
    const set = narrowed(c);
    $("filters-set").textContent = set.length ? `(narrowed: ${set.join(", ")})` : "(days, actors, layers, status, kind of act, confidence)";
    $("filters-set").classList.toggle("narrowed", set.length > 0);
    const question = asked(c);
    [...$("questions").children].forEach((button, k) => button.setAttribute("aria-pressed", String(k === question)));
    const seen = drawNetwork(lines(shown)), made = drawDays(c);
    legends(seen, made, c);
    fillPanel();
    if (!selected) $("shown").textContent = summary();
  }

  function sample(group, layer) {
    const path = { d: "M1 7L33 7" };
    return draw("svg", { viewBox: "0 0 34 14", "aria-hidden": "true" }, draw("g", { class: `line ${group} layer-${layer}` }, draw("path", { ...path, class: "ink", "stroke-width": group === "claimed" ? 6 : 3 }), group === "claimed" ? draw("path", { ...path, class: "core", "stroke-width": 3 }) : null));
  }

  function legends(seen, made, c) {
    const dot = (kind, label) => el("li", {}, draw("svg", { viewBox: "0 0 34 14", "aria-hidden": "true" }, draw("g", { class: `actor ${kind}` }, draw("circle", { cx: 17, cy: 7, r: 6 }))), label);
    const present = [...c.layers].filter((layer) => shown.some((event) => event.layer === layer));
    const first = present[0] ?? 0, used = new Set(seen.map((line) => line.group));
    const kinds = data.groups.map(([group, label], k) => (used.has(k) ? el("li", {}, sample(group, first), label === "happened" ? label : label.startsWith("only") ? label : `only ${label}`) : null));
    const layers = () => present.map((layer) => el("li", {}, el("span", { class: `swatch layer-${layer}` }), data.layers[layer][1]));
    $("network-legend").replaceChildren(...[dot("party", data.inferred ? "party (inferred)" : "party"), dot("", "third party"), ...kinds, ...(present.length > 1 ? layers() : []), el("li", {}, "number: events, where more than one")].filter(Boolean));
    const hollow = draw("svg", { viewBox: "0 0 34 14", "aria-hidden": "true" }, draw("g", { class: "day" }, draw("rect", { class: `hollow layer-${first}`, x: 11, y: 1, width: 12, height: 12 })));
    const dated = data.marks.filter(([day]) => made.some((bin) => bin.from <= day && day <= bin.to));
    const isDaily = made.every((bin) => bin.from === bin.to);
    $("timeline-legend").replaceChildren(el("li", {}, isDaily ? "bar: the events of one day" : "bar: the events of several days"), ...layers(), el("li", {}, hollow, "hollow: planned, claimed, demanded or refused"),
      ...dated.map(([day, what]) => el("li", {}, `${data.marks.findIndex(([other]) => other === day) + 1}: ${what}, ${words(day)}`)));
  }

  function prepare() {
    const { n, omitted } = data;
    $("basis").textContent = `${data.window[0] ? `${words(data.window[0])} to ${words(data.window[1])} · ` : ""}${count(n.articles, "article")} of ${count(n.publishers, "publisher")} · ${count(n.events, "event")}`;
    $("notice").textContent = data.notice;
    $("notice").hidden = !data.notice;
    const cut = [omitted.events ? `${events.length.toLocaleString("en")} of ${n.events.toLocaleString("en")} events (of every line a few, and then its share; the most told first)` : "", omitted.quotes ? `${(n.told - omitted.quotes).toLocaleString("en")} of the ${n.told.toLocaleString("en")} sentences that tell them` : ""].filter(Boolean);
    $("omitted").textContent = cut.length ? `To stay small, this page carries ${cut.join(", and ")}. Counts here are of what it carries; choose a line to see its count in the tables, which hold all.` : "";
    $("omitted").hidden = !cut.length;
    QUESTIONS.forEach(([label], k) => $("questions").append(el("button", { type: "button", "data-question": k }, label)));
    data.layers.forEach(([, label], k) => tick("layers", k, label, true, `layer-${k}`));
    data.groups.forEach(([, label], k) => tick("groups", k, label, true));
    data.names.slice(0, Math.min(data.n_actors, MOST_ACTORS_LISTED)).forEach(([, label], k) => tick("actors", k, label, false));
    data.types.forEach(([, label], k) => tick("types", k, label, true));
    const undated = events.filter((event) => !event.date).length;
    $("n-undated").textContent = `(${undated.toLocaleString("en")})`;
    for (const id of ["from", "to"]) [$(id).min, $(id).max] = data.window;
    [$("from").value, $("to").value] = data.window;
  }

  function choose(event) {
    const node = event.target.closest?.("[data-kind]");
    if (!node) return;
    event.preventDefault();
    opener = node;
    const same = selected && selected.kind === node.dataset.kind && selected.key === node.dataset.key;
    if (same && event.type === "click") close();
    else select({ kind: node.dataset.kind, key: node.dataset.key });
  }

  function listen() {
    $("form").addEventListener("input", refresh);
    $("form").addEventListener("submit", (event) => event.preventDefault());
    $("questions").addEventListener("click", (event) => event.target.dataset.question && ask(Number(event.target.dataset.question)));
    $("reset").addEventListener("click", everything);
    $("close").addEventListener("click", close);
    $("more").addEventListener("click", () => {
      const first = room;
      room += ONE_PAGE;
      fillPanel();
      const next = $("list").children[first]?.querySelector("h3");
      next?.setAttribute("tabindex", "-1");
      next?.focus();
    });
    for (const id of ["network", "timeline"]) {
      $(id).addEventListener("click", choose);
      $(id).addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && choose(event));
    }
    document.addEventListener("keydown", (event) => event.key === "Escape" && close());
    let width = window.innerWidth;
    window.addEventListener("resize", () => window.innerWidth !== width && ((width = window.innerWidth), refresh()));
  }

  $("app").hidden = false;
  prepare();
  listen();
  ask(0);
})();
