#!/usr/bin/env node
// Palette audit: reads tokens.css and fails when a colour breaks a rule of the design.
//
//   node scripts/palette-audit.mjs [path/to/tokens.css] [--quiet]
//
// Exit status: 0 all rules hold, 1 at least one rule broken, 2 the file cannot be read as tokens.
// No dependencies. Colour science: WCAG 2.x contrast; OKLab (distance = Euclidean x 100, chroma = hypot(a, b));
// colour-vision deficiency after Machado, Oliveira and Fernandes 2009, severity 1.0, applied in linear sRGB.
// The distance thresholds are this product's working rule, not a standard.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const quiet = args.includes('--quiet');
const file = args.find((a) => !a.startsWith('--')) ?? fileURLToPath(new URL('../src/styles/tokens.css', import.meta.url));

const RULES = {
	text: 4.5, // WCAG 1.4.3
	edge: 3, // WCAG 1.4.11
	glare: 15, // most contrast allowed for wall text on the wall canvas
	dataChroma: 0.11, // no colour but an alarm may be more saturated
	alarmChroma: 0.12, // and an alarm may not be less
	alarmPair: 12, // between two alarm levels, every vision
	alarmFromData: 10.5, // any data, mode, accent colour to the nearest alarm colour, normal vision
	sequentialStep: 7, // neighbours of the sequential ramp, every vision
	divergingStep: 8, // neighbours of the diverging ramp, every vision
	divergingMirror: 7.5, // n1/p1, n2/p2, n3/p3, every vision
	categoryPair: 11, // two categories, every vision
	fromLand: 5, // lowest sequential class and diverging zero against the bare map, normal vision
	modePair: 7, // LIVE, REPLAY, SCENARIO bands, every vision
	baseBand: 3, // the base map stays within this contrast of land: it is ground, not figure
	labelMajor: 6.5 // first-rank place names on land
};

const LOOKS = ['wall', 'dark', 'light'];
const VISIONS = ['normal', 'protan', 'deutan', 'tritan'];
const range = (prefix, ids) => ids.map((id) => `${prefix}-${id}`);
const BG = range('bg', [0, 1, 2, 3]);
const TX = range('tx', [0, 1, 2, 3]);
const ALARM = range('alarm', [1, 2, 3, 4]);
const SEQ = range('seq', [1, 2, 3, 4, 5, 6, 7]);
const WET = range('wet', [1, 2, 3, 4, 5]);
const DIV = range('div', ['n3', 'n2', 'n1', '0', 'p1', 'p2', 'p3']);
const CAT = range('cat', [1, 2, 3, 4, 5]);
const MODE = range('mode', ['live', 'replay', 'future']);
const BASE = range('map', ['water', 'land', 'green', 'building', 'road-minor', 'road-major', 'boundary']);
const LABEL = range('map', ['label-minor', 'label-major', 'label-halo']);
const LIGHT = ['map-lamp'];
const KNOWN = [
	...BG, 'line', 'line-strong', ...TX, 'accent', ...ALARM, ...ALARM.map((a) => `${a}-ink`), 'alarm-edge', 'alarm-casing',
	...MODE, ...SEQ, ...WET, ...DIV, ...CAT, ...BASE, ...LABEL, ...LIGHT, 'sel-ring', 'sel-casing'
];

// ---- colour ------------------------------------------------------------------------------------

const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const clamp = (v) => Math.min(1, Math.max(0, v));
const rgb = (hex) => [1, 3, 5].map((i) => linear(parseInt(hex.slice(i, i + 2), 16) / 255));

const MACHADO = {
	protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
	deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
	tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039]
};

const seen = (hex, vision) => {
	const v = rgb(hex);
	const m = MACHADO[vision];
	return m ? [0, 3, 6].map((i) => clamp(m[i] * v[0] + m[i + 1] * v[1] + m[i + 2] * v[2])) : v;
};

const oklab = ([r, g, b]) => {
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
	];
};

const distance = (a, b, vision = 'normal') => {
	const x = oklab(seen(a, vision));
	const y = oklab(seen(b, vision));
	return 100 * Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
};
const lightness = (hex) => oklab(rgb(hex))[0];
const chroma = (hex) => Math.hypot(...oklab(rgb(hex)).slice(1));
const luminance = (hex) => {
	const [r, g, b] = rgb(hex);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
	const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (hi + 0.05) / (lo + 0.05);
};

// ---- tokens.css --------------------------------------------------------------------------------

class Unreadable extends Error {}

/** Flattens the style sheet to rules in source order: { selectors, media, declarations }. */
function parse(css) {
	const rules = [];
	const walk = (text, media) => {
		let at = 0;
		while (at < text.length) {
			const open = text.indexOf('{', at);
			if (open < 0) {
				if (text.slice(at).trim()) throw new Unreadable(`text outside a rule: "${text.slice(at).trim().slice(0, 60)}"`);
				return;
			}
			const prelude = text.slice(at, open).trim();
			let depth = 1;
			let end = open + 1;
			for (; end < text.length && depth; end++) depth += text[end] === '{' ? 1 : text[end] === '}' ? -1 : 0;
			if (depth) throw new Unreadable(`"${prelude.slice(0, 60)}" is never closed`);
			const body = text.slice(open + 1, end - 1);
			if (prelude.startsWith('@layer')) walk(body, media);
			else if (prelude.startsWith('@media')) walk(body, prelude.slice(6).trim());
			else if (prelude.startsWith('@')) throw new Unreadable(`at-rule not understood: ${prelude}`);
			else {
				const declarations = body.split(';').map((d) => d.trim()).filter(Boolean).map((d) => {
					const colon = d.indexOf(':');
					if (colon < 0) throw new Unreadable(`not a declaration: "${d}"`);
					return [d.slice(0, colon).trim(), d.slice(colon + 1).trim()];
				});
				rules.push({ selectors: prelude.split(',').map((s) => s.trim().replaceAll('"', "'")), media, declarations });
			}
			at = end;
		}
	};
	walk(css.replace(/\/\*[\s\S]*?\*\//g, ' '), '');
	return rules;
}

/** Custom properties of one look on the root element; later rules win, as their selectors have equal specificity. */
function look(rules, name, media = '') {
	const values = new Map();
	const own = new Set();
	for (const rule of rules) {
		if (rule.media && rule.media !== media) continue;
		const mine = rule.selectors.includes(`[data-look='${name}']`) || rule.selectors.includes('[data-look]');
		if (!mine && !rule.selectors.includes(':root')) continue;
		for (const [property, value] of rule.declarations) {
			if (!property.startsWith('--')) continue;
			values.set(property.slice(2), value);
			if (mine) own.add(property.slice(2));
		}
	}
	const resolve = (value, trail = []) => value.replace(/var\(\s*--([\w-]+)\s*\)/g, (whole, id) => {
		if (trail.includes(id)) throw new Unreadable(`--${id} refers to itself`);
		return values.has(id) ? resolve(values.get(id), [...trail, id]) : whole;
	});
	const colours = {};
	const strange = [];
	for (const [id, raw] of values) {
		const value = resolve(raw).toLowerCase();
		const short = value.match(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/);
		if (short) colours[id] = `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`;
		else if (/^#[0-9a-f]{6}$/.test(value)) colours[id] = value;
		else if (KNOWN.includes(id) || /^(#|rgb|hsl|hwb|lab|lch|oklab|oklch|color)/.test(value)) strange.push([id, value]);
	}
	return { name, colours, own, strange };
}

// ---- the audit ---------------------------------------------------------------------------------

const failures = [];
let checks = 0;
const heading = (text) => quiet || console.log(`\n${text}`);
function check(label, figure, ok, limit, note = '') {
	checks++;
	const shown = typeof figure !== 'number' || Number.isInteger(figure) ? figure : figure.toFixed(figure < 1 ? 3 : 2);
	const line = `  ${ok ? 'ok  ' : 'FAIL'} ${label.padEnd(46)} ${String(shown).padStart(8)}  ${limit}${note ? `  ${note}` : ''}`;
	if (!ok) failures.push(`${current} ${line.trim()}`);
	if (!ok || !quiet) console.log(line);
}
const least = (label, figure, limit, note) => check(label, figure, figure >= limit, `>= ${limit}`, note);
const most = (label, figure, limit, note) => check(label, figure, figure <= limit, `<= ${limit}`, note);
const info = (label, text) => quiet || console.log(`  info ${label.padEnd(46)} ${text}`);

/** The smallest figure over a list of pairs, with the pair that gives it. */
const worst = (pairs, measure) => pairs.map(([a, b]) => [measure(a, b), `${a} / ${b}`]).reduce((x, y) => (y[0] < x[0] ? y : x));
const pairsOf = (ids) => ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b]));
const cross = (as, bs) => as.flatMap((a) => bs.map((b) => [a, b]));
const steps = (ids) => ids.slice(1).map((id, i) => [ids[i], id]);

let current = '';

function audit({ name, colours: c, own, strange }) {
	current = `[${name}]`;
	heading(`== ${name} ==`);

	const missing = KNOWN.filter((id) => !c[id] && !strange.some(([s]) => s === id));
	check('every colour token present', missing.length, !missing.length, 'none missing', missing.map((m) => `--${m}`).join(' '));
	const inherited = KNOWN.filter((id) => c[id] && !own.has(id));
	check('declared by the look itself, not inherited', inherited.length, !inherited.length, 'none', inherited.map((m) => `--${m}`).join(' '));
	const unknown = Object.keys(c).filter((id) => !KNOWN.includes(id));
	check('no colour outside the audit', unknown.length, !unknown.length, 'none', unknown.map((m) => `--${m}`).join(' '));
	check('colours written as #rrggbb', strange.length, !strange.length, 'none odd', strange.map(([id, v]) => `--${id}: ${v}`).join(' '));
	if (missing.length || strange.length) return;

	const cr = (a, b) => contrast(c[a], c[b]);
	const de = (vision) => (a, b) => distance(c[a], c[b], vision);
	const everyVision = (label, pairs, limit) => VISIONS.forEach((v) => {
		const [figure, pair] = worst(pairs, de(v));
		least(`${label}, ${v}`, figure, limit, pair);
	});

	for (const tx of TX) {
		const on = tx === 'tx-3' ? BG.slice(0, 3) : BG;
		const [figure, pair] = worst(cross([tx], on), cr);
		least(`text ${tx}`, figure, RULES.text, pair);
	}
	if (name === 'wall') most('wall text glare', cr('tx-0', 'bg-0'), RULES.glare, 'tx-0 / bg-0');
	{
		const [accent, a] = worst(cross(['accent'], BG.slice(0, 3)), cr);
		least('accent as link text', accent, RULES.text, a);
		const [line, l] = worst(cross(['line-strong'], BG.slice(0, 3)), cr);
		least('meaningful edge line-strong', line, RULES.edge, l);
		const [mode, m] = worst(cross(['tx-0'], MODE), cr);
		least('tx-0 on mode bands', mode, RULES.text, m);
		check('bg-0..3 are four different steps', new Set(BG.map((b) => c[b])).size, new Set(BG.map((b) => c[b])).size === 4, '= 4');
	}

	for (const a of ALARM) least(`ink on ${a}`, cr(`${a}-ink`, a), RULES.text);
	for (const a of ALARM) {
		const outlined = (on) => Math.max(cr(a, on), cr('alarm-edge', on));
		const [panel, p] = worst(cross([a], BG.slice(0, 3)), (_, on) => outlined(on));
		least(`${a} badge on panels (fill or edge)`, panel, RULES.edge, p);
		const cased = (on) => Math.max(outlined(on), cr('alarm-casing', on));
		const [map, m] = worst(cross([a], [...BASE, ...SEQ, ...WET, ...DIV, ...CAT]), (_, on) => cased(on));
		least(`${a} marker on map and data`, map, RULES.edge, m);
	}
	{
		const ring = (on) => Math.max(cr('sel-ring', on), cr('sel-casing', on));
		const [figure, pair] = worst(cross(['sel-ring'], [...BASE, ...SEQ, ...WET, ...DIV, ...CAT, ...ALARM]), (_, on) => ring(on));
		least('selection ring or casing on anything', figure, RULES.edge, pair);
	}
	everyVision('alarm levels apart', pairsOf(ALARM), RULES.alarmPair);
	{
		const [figure, id] = ALARM.map((a) => [chroma(c[a]), a]).reduce((x, y) => (y[0] < x[0] ? y : x));
		least('least saturated alarm (chroma)', figure, RULES.alarmChroma, id);
		const [top, who] = KNOWN.filter((id2) => !ALARM.includes(id2)).map((id2) => [chroma(c[id2]), id2]).reduce((x, y) => (y[0] > x[0] ? y : x));
		most('most saturated other colour (chroma)', top, RULES.dataChroma, who);
	}

	for (const [label, ids] of [['sequential', SEQ], ['depth', WET], ['diverging', DIV], ['categories', CAT], ['mode bands', MODE], ['accent', ['accent']]]) {
		const [figure, pair] = worst(cross(ids, ALARM), de('normal'));
		least(`${label} away from alarms`, figure, RULES.alarmFromData, pair);
	}

	for (const [label, ramp] of [['sequential', SEQ], ['depth', WET]]) {
		everyVision(`${label} neighbours`, steps(ramp), RULES.sequentialStep);
		const rises = steps(ramp).map(([a, b]) => Math.sign(lightness(c[b]) - lightness(c[a])));
		check(`${label} lightness runs one way`, rises.join(' '), rises.every((r) => r === rises[0] && r), 'monotonic');
		const [lowest, highest] = [ramp[0], ramp.at(-1)];
		check(`high ${label} value stands out from land`, cr(highest, 'map-land'), cr(highest, 'map-land') > cr(lowest, 'map-land'), `${highest} > ${lowest} on land`);
		least(`lowest ${label} class against bare land`, de('normal')(lowest, 'map-land'), RULES.fromLand);
	}
	least('shallow water against rivers and lakes', de('normal')('wet-1', 'map-water'), RULES.fromLand);

	everyVision('diverging neighbours', steps(DIV), RULES.divergingStep);
	everyVision('diverging mirror pairs', [0, 1, 2].map((i) => [DIV[i], DIV[6 - i]]), RULES.divergingMirror);
	least('diverging zero against bare land', de('normal')('div-0', 'map-land'), RULES.fromLand);

	everyVision('categories apart', pairsOf(CAT), RULES.categoryPair);
	{
		const [figure, pair] = worst(cross(CAT, ['bg-0', 'bg-1', 'map-land']), cr);
		least('categories on panel and land', figure, RULES.edge, pair);
	}
	everyVision('mode bands apart', pairsOf(MODE), RULES.modePair);

	const order = ['map-building', 'map-road-minor', 'map-road-major', 'map-boundary', 'map-label-minor', 'map-label-major'];
	const rank = order.map((id) => cr(id, 'map-land'));
	check('base map ranks: building < road < boundary < label', rank.map((r) => r.toFixed(1)).join(' '), rank.every((r, i) => !i || r > rank[i - 1]), 'rising');
	check('water darker than land', lightness(c['map-water']), lightness(c['map-water']) < lightness(c['map-land']), `< ${lightness(c['map-land']).toFixed(3)}`);
	const [far, farId] = BASE.filter((id) => id !== 'map-land').map((id) => [cr(id, 'map-land'), id]).reduce((x, y) => (y[0] > x[0] ? y : x));
	most('base map stays ground (contrast to land)', far, RULES.baseBand, farId);
	least('minor labels on their halo', cr('map-label-minor', 'map-label-halo'), RULES.text);
	least('major labels on their halo', cr('map-label-major', 'map-label-halo'), RULES.labelMajor);

	// Not gated: shape, numeral and casing carry these cases, and the limits of colour should stay visible.
	for (const v of VISIONS.slice(1)) {
		const [figure, pair] = worst(cross([...SEQ, ...WET, ...DIV, ...CAT], ALARM), de(v));
		info(`data to nearest alarm, ${v}`, `${figure.toFixed(1)}  ${pair}  (shape, numeral and casing must carry it)`);
	}
	info('bare alarm fill on bg-2 (why the edge exists)', ALARM.map((a) => cr(a, 'bg-2').toFixed(1)).join('  '));
}

function auditMoreContrast({ name, colours: c }) {
	current = `[${name}, prefers-contrast: more]`;
	heading(`== ${name}, prefers-contrast: more ==`);
	const [line, l] = worst(cross(['line'], BG.slice(0, 3)), (a, b) => contrast(c[a], c[b]));
	least('every line is a meaningful edge', line, RULES.edge, l);
	const [text, t] = worst(cross(['tx-3'], BG), (a, b) => contrast(c[a], c[b]));
	least('tx-3 on every background', text, RULES.text, t);
}

try {
	const rules = parse(readFileSync(file, 'utf8'));
	const looks = LOOKS.map((name) => look(rules, name));
	for (const t of looks) {
		if (!Object.keys(t.colours).length) throw new Unreadable(`look ${t.name} has no colours`);
		audit(t);
	}
	for (const name of LOOKS) {
		const t = look(rules, name, '(prefers-contrast: more)');
		if (KNOWN.every((id) => t.colours[id])) auditMoreContrast(t);
	}

	heading('== foreign palettes: distance to the nearest wall alarm colour (why they are not used) ==');
	const wall = looks[0].colours;
	const foreign = {
		'viridis high': '#fde725', 'cividis high': '#ffea46', 'inferno orange': '#f98e09', 'Okabe-Ito orange': '#e69f00', 'Okabe-Ito sky': '#56b4e9',
		'Okabe-Ito yellow': '#f0e442', 'Okabe-Ito vermilion': '#d55e00', 'ECharts yellow': '#fac858', 'Tableau red': '#d62728'
	};
	if (ALARM.every((a) => wall[a])) for (const [label, hex] of Object.entries(foreign)) {
		const [figure, near] = ALARM.map((a) => [distance(hex, wall[a]), a]).reduce((x, y) => (y[0] < x[0] ? y : x));
		info(`${label} ${hex}`, `${figure.toFixed(1)}  ${near}`);
	}
} catch (error) {
	if (!(error instanceof Unreadable) && error.code !== 'ENOENT') throw error;
	console.error(`palette-audit: ${file}: ${error.message}`);
	process.exit(2);
}

console.log(`\npalette-audit: ${checks} checks, ${failures.length} failed (${file.split('/').pop()})`);
for (const failure of failures) console.log(`  ${failure}`);
process.exit(failures.length ? 1 : 0);
