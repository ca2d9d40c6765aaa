/** Writes docs/performance.md from bench/results/*.json: no figure on that page comes from anywhere else. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = 'bench/results';
const results = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.sort()
	.map((file) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')));

const figure = (value) => {
	if (typeof value === 'number')
		return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(4)));
	if (value && typeof value === 'object') {
		if (Array.isArray(value)) return value.map(figure).join(', ');
		if ('median' in value) return `${figure(value.median)} (${figure(value.min)} to ${figure(value.max)})`;
		return Object.entries(value)
			.map(([key, inner]) => `${key} ${figure(inner)}`)
			.join(' · ');
	}
	return String(value);
};
const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;

/** How each figure grew, an hour, with the interval of 95 in a hundred. */
const slopeRows = (slopes) => [
	row('figure', 'first', 'last', 'an hour', 'between', 'samples'),
	row('---', '--:', '--:', '--:', '--:', '--:'),
	...Object.entries(slopes).map(([name, { first, last, perHour, low, high, samples }]) =>
		row(name, figure(first), figure(last), figure(perHour), `${figure(low)} and ${figure(high)}`, samples)
	)
];

const section = (result) => {
	const {
		name,
		machine,
		renderer,
		versions,
		correct,
		rounds,
		ours,
		peers = [],
		sizes = [],
		limit,
		goals = [],
		at
	} = result;
	const lines = [`## ${name}`, ''];
	lines.push(row('goal', 'what', 'measured', 'target', 'met'), row('---', '---', '--:', '--:', '---'));
	for (const goal of goals)
		lines.push(row(goal.id, goal.what, figure(goal.value), figure(goal.target), goal.met ? 'yes' : 'no'));
	const { slopes, ...own } = ours;
	lines.push('', row('who', 'figures'), row('---', '---'), row('Cityloop', figure(own)));
	for (const { name: peer, use, slopes: _, ...figures } of peers)
		lines.push(row(`${peer} (${use})`, figure(figures)));
	if (sizes.length) {
		const keys = [...new Set(sizes.flatMap((size) => Object.keys(size)))];
		lines.push('', row(...keys), row(...keys.map(() => '--:')));
		for (const size of sizes) lines.push(row(...keys.map((key) => figure(size[key] ?? ''))));
	}
	if (slopes)
		lines.push('', ...slopeRows(Object.assign({}, slopes, ...peers.map((peer) => peer.slopes ?? {}))));
	lines.push('', `Proved first: ${figure(correct)}. Limit: ${limit}`, '');
	lines.push(
		`${rounds} rounds on ${at.slice(0, 10)}; ${figure(machine)}${renderer ? `; ${renderer}` : ''}${versions ? `; ${figure(versions)}` : ''}.`
	);
	return lines.join('\n');
};

writeFileSync(
	'docs/performance.md',
	`# Performance

Generated from \`bench/results\` by \`node scripts/performance-page.mjs\`. Each bench proves first that both sides give the
same answer, then times them in one run. Read ratios, not absolute times: the machine has no GPU and shares its cores.

${results.map(section).join('\n\n')}
`
);
