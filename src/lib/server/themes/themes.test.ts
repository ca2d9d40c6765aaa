import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layerDeclaration, type LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Theme } from '#lib/model/theme.ts';
import { openThemes, type ThemesOptions } from './themes.ts';

let dir: string;
/** Layers as the way in knows them. */
let layers: Map<string, LayerDeclaration>;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-themes-'));
	layers = new Map();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const words = { zh: '词', en: 'word' };
const themeOf = (id: string, declaration: LayerDeclaration): Theme => ({
	id,
	title: words,
	about: words,
	icon: 'circle',
	department: words,
	kinds: [],
	layers: [{ declaration, shown: true }],
	indicators: [],
	rules: [],
	categories: [],
	view: { layers: [] }
});
const NOISE = layerDeclaration.parse({
	id: 'noise',
	title: { zh: '噪声', en: 'Noise' },
	interval: 10,
	metrics: [{ name: 'level', unit: 'dB' }]
});
const noise = themeOf('noise', NOISE);
const smell = themeOf('smell', layerDeclaration.parse({ id: 'smells', interval: 30 }));

const open = (more: Partial<ThemesOptions> = {}) =>
	openThemes({
		dir,
		initially: undefined,
		fictional: true,
		configured: [],
		districts: () => ['东区', '西区'],
		declared: (layer) => layers.get(layer),
		declare: (declaration) => {
			layers.set(declaration.id, declaration);
			return Promise.resolve();
		},
		onError: (error) => {
			throw error;
		},
		known: [noise, smell],
		...more
	});
const onIn = (themes: Awaited<ReturnType<typeof open>>) => themes.current().map(({ theme }) => theme.id);

test('all themes of a made-up city are on, none of a real one but those that its settings name', async () => {
	expect(onIn(await open())).toEqual(['noise', 'smell']);
	expect(onIn(await open({ fictional: false }))).toEqual([]);
	expect(onIn(await open({ fictional: false, initially: ['smell'] }))).toEqual(['smell']);
	await expect(open({ initially: ['nose'] })).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message:
			"config.json: themes: there is no theme 'nose'; there are: noise, smell. Mend it and start again."
	});
});

test('a switch is kept over a restart, counted, and told to who listens', async () => {
	const themes = await open();
	const told: number[] = [];
	const stop = themes.onChange(() => told.push(themes.list().rev));
	await themes.switch('noise', { on: false });
	await themes.switch('smell', { on: true, districts: ['西区'] });
	stop();
	await themes.switch('noise', { on: true });
	await themes.switch('noise', { on: false });
	expect(told).toEqual([1, 2]);
	const again = await open();
	expect(again.current()).toEqual([{ theme: smell, districts: ['西区'] }]);
	expect(again.list()).toMatchObject({
		rev: 4,
		themes: [
			{ id: 'noise', on: false },
			{ id: 'smell', on: true, districts: ['西区'] }
		]
	});
});

test('a theme that somebody switched says so: off, it is another thing than one that was never on', async () => {
	const themes = await open({ fictional: false });
	const off = await themes.switch('noise', { on: false });
	expect(off.themes.map(({ id, on, switched }) => [id, on, switched])).toEqual([
		['noise', false, true],
		['smell', false, undefined]
	]);
});

test('the layers of a theme are known when it comes on, and what they hold stays when it goes', async () => {
	const themes = await open({ fictional: false });
	expect([...layers.keys()]).toEqual([]);
	await themes.switch('noise', { on: true });
	expect(layers.get('noise')).toEqual(NOISE);
	await themes.switch('noise', { on: false });
	expect(layers.get('noise')).toEqual(NOISE);
});

test('a sender that said simulated is not contradicted, and is not asked to say names and units', async () => {
	layers.set('noise', {
		...layerDeclaration.parse({ id: 'noise', origin: 'simulated', attribution: 'A. Sender' }),
		metrics: [{ name: 'level', unit: '1' }]
	});
	await open();
	expect(layers.get('noise')).toEqual({ ...NOISE, origin: 'simulated', attribution: 'A. Sender' });
});

test('what the settings say of a layer goes before what its theme says', async () => {
	const configured = layerDeclaration.parse({
		id: 'noise',
		interval: 600,
		metrics: [{ name: 'peak', unit: 'dB' }]
	});
	layers.set('noise', configured);
	await open({ configured: [configured] });
	expect(layers.get('noise')).toMatchObject({
		title: { zh: '噪声', en: 'Noise' },
		interval: 600,
		metrics: [{ name: 'peak' }, { name: 'level', unit: 'dB' }]
	});
});

test('a layer that is known already, and has more to say than its theme, is not declared anew at every start', async () => {
	layers.set('noise', {
		...layerDeclaration.parse({ id: 'noise' }),
		metrics: [
			{ name: 'peak', unit: 'dB' },
			{ name: 'level', unit: '1' }
		]
	});
	await open();
	expect(layers.get('noise')?.metrics).toEqual([{ name: 'peak', unit: 'dB' }, ...NOISE.metrics]);
	let declared = 0;
	await open({
		declare: () => {
			declared++;
			return Promise.resolve();
		}
	});
	expect(declared).toBe(0);
});

test('a layer that cannot be made known is said, and the other ones go on', async () => {
	const said: string[] = [];
	const themes = await open({
		declare: (declaration) => {
			if (declaration.id === 'noise') return Promise.reject(new Error('no room'));
			layers.set(declaration.id, declaration);
			return Promise.resolve();
		},
		onError: (error) => said.push(error.message)
	});
	expect([said, [...layers.keys()], onIn(themes)]).toEqual([['no room'], ['smells'], ['noise', 'smell']]);
});

test('a theme or a district that there is none of is refused and switches nothing', async () => {
	const themes = await open();
	await expect(themes.switch('nose', { on: true })).rejects.toMatchObject({
		code: 'NOT_FOUND',
		message: "There is no theme 'nose'; there are: noise, smell."
	});
	await expect(themes.switch('noise', { on: true, districts: ['北区'] })).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message: "The city has no district '北区'; it has: 东区, 西区."
	});
	await expect(themes.switch('noise', { on: true, districts: [] })).rejects.toMatchObject({
		code: 'INPUT_INVALID'
	});
	expect(themes.list().rev).toBe(0);
});

test('what cannot be kept is not switched', async () => {
	const themes = await open();
	mkdirSync(join(dir, 'themes.json.tmp'));
	await expect(themes.switch('noise', { on: false })).rejects.toMatchObject({
		code: 'LOG_FULL',
		message: `${join(dir, 'themes.json')} cannot be written: nothing was switched. Make room on the disk and try again.`
	});
	expect([onIn(themes), themes.list().rev]).toEqual([['noise', 'smell'], 0]);
});

test('switches that cannot be read stop the start and are left as they are', async () => {
	const file = join(dir, 'themes.json');
	writeFileSync(file, '{ "rev": 1, "switches": { "noise": {} } }');
	await expect(open()).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message: expect.stringContaining(`${file}: switches.noise.on: `) as string
	});
	expect(readFileSync(file, 'utf8')).toContain('"noise": {}');
});
