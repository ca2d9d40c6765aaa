import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answers } from '#lib/server/chromium/figure.ts';
import { briefingIdOf, canonicalJson } from '../briefing-digest.ts';
import { freeze } from '../freeze/freeze.ts';
import { FrozenStore } from '../frozen-store.ts';
import { drawnMap, gridtownFacts } from '../testing/gridtown-facts.ts';
import { mapView, plainDraft } from '../testing/samples.ts';
import type { VerifyItem } from './report.ts';
import { verifyBriefing } from './verify-briefing.ts';

const PACK = '0123456789ab';
let data: string;
let folder: string;

const picture = (grey: number) =>
	PNG.sync.write(Object.assign(new PNG({ width: 2, height: 2 }), { data: Buffer.alloc(16, grey) }));
const [first] = plainDraft().steps;
const draft = plainDraft({
	cards: ['water/deepest'],
	bindings: {
		depth: { kind: 'indicator', indicator: 'water/deepest' },
		before: { kind: 'indicator', indicator: 'water/deepest', at: gridtownFacts().now() - 3_600_000 },
		open: { kind: 'alarms' },
		speed: { kind: 'query', sql: 'select speed', column: 'speed' }
	},
	steps: [
		{ ...first!, id: 'map', figure: { kind: 'map', page: 'explore', view: mapView } },
		{ ...first!, id: 'past', figure: { kind: 'series', indicator: 'water/deepest', hours: 3 } },
		{ ...first!, id: 'roads', figure: { kind: 'query', sql: 'select road', show: 'table' } }
	]
});

beforeEach(async () => {
	data = mkdtempSync(join(tmpdir(), 'cityloop-verify-'));
	const facts = gridtownFacts(52, { draw: () => Promise.resolve({ ...drawnMap(), picture: picture(100) }) });
	const made = await freeze(draft, facts, new FrozenStore(data).begin());
	if (made.kind === 'failed') throw new Error(JSON.stringify(made.failures));
	folder = join(data, made.id);
});
afterEach(() => rmSync(data, { recursive: true }));

const wrong = (items: readonly VerifyItem[]) =>
	items.filter(({ state }) => state !== 'same').map(({ what, id, message }) => [what, id, message]);
const draws = (grey: number) => ({
	pack: PACK,
	draw: () => Promise.resolve({ ...drawnMap(), picture: picture(grey) })
});
const nameOf = (start: string) => {
	const { files } = JSON.parse(readFileSync(join(folder, 'briefing.json'), 'utf8')) as { files: object };
	return Object.keys(files).find((name) => name.startsWith(start))!;
};

test('a briefing holds by itself: its numbers, rows and maps come out again, with neither a city nor its history', async () => {
	let heard: Answers | undefined;
	const report = await verifyBriefing(folder, {
		pack: PACK,
		draw(_, answers) {
			heard = answers;
			return Promise.resolve({ ...drawnMap(), picture: picture(104) });
		}
	});
	expect(wrong(report.items)).toEqual([]);
	expect(report.holds).toBe(true);
	expect(report.items.filter(({ what }) => what !== 'file').map(({ what, id }) => `${what} ${id}`)).toEqual([
		`id ${report.id}`,
		'number before',
		'number depth',
		'number open',
		'number speed',
		'card water/deepest',
		'map map',
		'rows past',
		'rows roads'
	]);
	expect([...heard!]).toEqual([...drawnMap().asked]);
});

test.each(['maps/map.png', 'answers/', 'series/past.arrow', 'queries/', 'numbers/answers.json'])(
	'a byte of %s that is another one is found',
	async (start) => {
		const name = nameOf(start);
		const bytes = readFileSync(join(folder, 'files', name));
		bytes[bytes.length - 3]! ^= 1;
		writeFileSync(join(folder, 'files', name), bytes);
		const report = await verifyBriefing(folder);
		expect(report.holds).toBe(false);
		expect(wrong(report.items)).toContainEqual(['file', name, 'Its bytes are not those that were frozen.']);
	}
);

test('a number that was changed is found by the id, and even under a new id by what it was read from', async () => {
	const file = join(folder, 'briefing.json');
	const said = JSON.parse(readFileSync(file, 'utf8')) as { values: { depth: { value: number } } };
	said.values.depth.value = 12;
	writeFileSync(file, canonicalJson(said));
	const inPlace = await verifyBriefing(folder, draws(100));
	expect(wrong(inPlace.items).map(([what]) => what)).toEqual(['id', 'number']);
	const moved = join(data, briefingIdOf(said));
	renameSync(folder, moved);
	expect(wrong((await verifyBriefing(moved, draws(100))).items)).toEqual([
		['number', 'depth', 'It says 12; what it was read from says 52.']
	]);
});

test('a program that says words and marks otherwise does not make an old briefing false', async () => {
	const file = join(folder, 'briefing.json');
	const said = JSON.parse(readFileSync(file, 'utf8')) as {
		values: { open: { title: object; simulated: boolean } };
	};
	Object.assign(said.values.open, { title: { zh: '告警', en: 'Alarms' }, simulated: false });
	writeFileSync(file, canonicalJson(said));
	const before = join(data, briefingIdOf(said));
	renameSync(folder, before);
	expect(wrong((await verifyBriefing(before, draws(100))).items)).toEqual([]);
});

test('a file that is missing, and one that was not frozen, are found', async () => {
	rmSync(join(folder, 'files/numbers/answers.json'));
	writeFileSync(join(folder, 'files/maps/other.png'), 'x');
	const { items } = await verifyBriefing(folder);
	expect(wrong(items)).toEqual([
		['file', 'numbers/answers.json', 'It is missing.'],
		['file', 'maps/other.png', 'It was not frozen with the others.'],
		['number', '', expect.stringContaining('has no file numbers/answers.json')]
	]);
});

test('a map that comes out as another picture is found; one whose pack is gone is unproven, and said so', async () => {
	const another = await verifyBriefing(folder, draws(20));
	expect(wrong(another.items)).toEqual([
		['map', 'map', '100.00 % of its pixels differ when it is drawn again.']
	]);
	expect(another.holds).toBe(false);
	const gone = await verifyBriefing(folder, { ...draws(20), pack: 'ba9876543210' });
	expect(gone.holds).toBe(true);
	expect(wrong(gone.items)).toEqual([
		[
			'map',
			'map',
			"It was drawn from version 0123456789ab of the city's pack, which is not here any more (ba9876543210): only its digest is proven."
		]
	]);
});
