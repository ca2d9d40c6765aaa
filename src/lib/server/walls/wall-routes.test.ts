import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WallAnswer, WallAudit } from '#lib/model/wall/command.ts';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import { WallStage } from '../../../../tests/fixtures/wall-stage.ts';

const { home } = tinyCity;
const close = { ...home, lng: 0.6, zoom: 16 };
const square: WallScene = {
	id: 'square',
	name: { zh: '广场', en: 'Square' },
	layout: 'overview',
	view: {
		v: 1,
		city: 'tiny',
		camera: close,
		look: 'wall',
		layers: ['buildings'],
		time: { kind: 'live' },
		metrics: {},
		filters: [],
		selection: [],
		styles: {},
		pinned: [],
		charts: []
	},
	language: 'zh-CN',
	tags: ['standard']
};

let stage: WallStage;
beforeEach(async () => {
	stage = await new WallStage().start();
});
afterEach(() => stage.end());

const programme = async (wall = 'main') =>
	(await stage.ask<WallProgramme>(`/api/walls/${wall}/programme`)).said;
const command = async (said: object, wall = 'main') => {
	const { rev } = await programme(wall);
	return stage.ask<WallAnswer & { message: string }>(`/api/walls/${wall}/commands`, {
		by: 'Li',
		rev,
		...said
	});
};

test('a fresh city has one wall, which shows the city since long ago', async () => {
	const { walls, scenes, playlists, waiting } = await stage.list();
	expect(walls.map(({ profile }) => profile)).toEqual([defaultProfile('main')]);
	expect(walls[0]!.programme).toEqual({
		profile: defaultProfile('main'),
		rev: 1,
		applyAt: stage.now - 1000,
		shownSince: stage.now - 1000,
		scene: scenes[0],
		camera: home,
		blank: false
	});
	expect(scenes.map(({ id, name }) => [id, name.zh])).toEqual([
		['overview', '小城总览'],
		['visitors', '小城欢迎您']
	]);
	expect(playlists.map(({ id }) => id)).toEqual(['themes']);
	expect(waiting).toEqual([]);
});

test('a wall that nobody made shows the city, is not listed and takes no commands', async () => {
	expect(await programme('lobby')).toMatchObject({ rev: 0, applyAt: 0, scene: { id: 'overview' } });
	expect((await stage.list()).walls).toHaveLength(1);
	expect(await command({ kind: 'blank', on: true }, 'lobby')).toMatchObject({
		status: 404,
		said: { message: 'There is no wall lobby: make it at the desk.' }
	});
});

test('a scene that is taken is shown by all a second later, with a flight from where the wall looked', async () => {
	await stage.ask('/api/walls/scenes', { scene: square, by: 'Li' });
	const { said } = await command({ kind: 'take', scene: 'square' });
	expect(said.outcome).toBe('done');
	expect(said.programme).toMatchObject({
		rev: 2,
		applyAt: stage.now + 1000,
		scene: square,
		camera: close,
		flight: { from: home, to: close, startAt: stage.now + 1000, endAt: stage.now + 5000 },
		undoUntil: stage.now + 30_000
	});
	expect(await programme()).toEqual(said.programme);
});

test('a scene of the preview need not be in the library; changing the library changes nothing on air', async () => {
	await command({ kind: 'take', scene: square });
	expect((await stage.list()).scenes.map(({ id }) => id)).not.toContain('square');
	await stage.ask('/api/walls/scenes', { scene: { ...square, layout: 'incident' }, by: 'Li' });
	expect((await programme()).scene).toEqual(square);
});

test('a command for an older revision, and the same command again, change nothing and say so', async () => {
	const blank = { kind: 'blank', on: true, by: 'Li', rev: 1, id: 'a-1' };
	const first = await stage.ask<WallAnswer>('/api/walls/main/commands', blank);
	expect(first.said).toMatchObject({ outcome: 'done', programme: { rev: 2, blank: true } });
	const again = await stage.ask<WallAnswer>('/api/walls/main/commands', blank);
	expect(again.said).toEqual({ outcome: 'repeated', programme: first.said.programme });
	const late = await stage.ask<WallAnswer>('/api/walls/main/commands', { ...blank, on: false, id: 'a-2' });
	expect(late.said).toEqual({ outcome: 'stale', programme: first.said.programme });
});

test('every command is in the audit: done, repeated, stale and refused', async () => {
	await command({ kind: 'lease', role: '值守席 1', by: 'Li' });
	await command({ kind: 'take', scene: 'visitors', by: 'Wang' });
	await stage.ask('/api/walls/main/commands', { kind: 'safe', by: 'Li', rev: 1 });
	await command({ kind: 'message', text: ' 演练 ', seconds: 60, id: 'm' });
	await command({ kind: 'message', text: '演练', seconds: 60, id: 'm' });
	const { lines } = (await stage.ask<WallAudit>('/api/walls/main/audit')).said;
	expect(
		lines.map(({ by, what, of, before, after, outcome }) => [by, what, of, before, after, outcome])
	).toEqual([
		['Li', 'message', '演练', 3, 3, 'repeated'],
		['Li', 'message', '演练', 2, 3, 'done'],
		['Li', 'safe', undefined, 2, 2, 'stale'],
		['Wang', 'take', 'visitors', 2, 2, 'refused'],
		['Li', 'lease', '值守席 1', 1, 2, 'done']
	]);
	expect(lines[3]!.why).toMatch(/^值守席 1 \(Li\) holds this wall until 2026-05-01T08:15:00\.000Z/);
});

test('what was on air, who holds it and what people made survive a restart', async () => {
	await stage.ask('/api/walls/scenes', { scene: square, by: 'Li' });
	await stage.ask('/api/walls', { profile: { ...defaultProfile('lobby'), fps: 15 }, by: 'Li' });
	await command({ kind: 'lease', role: '值守席 1' });
	const { said } = await command({ kind: 'take', scene: 'square' });
	const before = await stage.list();
	stage.restart();
	expect(await programme()).toEqual(said.programme);
	expect(await stage.list()).toEqual(before);
	expect(before.walls.map(({ profile }) => [profile.id, profile.fps])).toEqual([
		['main', 30],
		['lobby', 15]
	]);
});

test('a full disk keeps no playlist from turning; a command is refused rather than forgotten', async () => {
	const day = { id: 'day', name: { zh: '日', en: 'Day' }, scenes: ['overview', 'visitors'], dwell: 30 };
	await stage.ask('/api/walls/playlists', { playlist: day, by: 'Li' });
	await command({ kind: 'play', playlist: 'day' });
	stage.fillDisk();
	expect(() => stage.pass(31)).toThrow('What wall main shows cannot be written');
	expect(await programme()).toMatchObject({ rev: 3, scene: { id: 'visitors' } });
	expect((await command({ kind: 'blank', on: true })).status).toBe(503);
	expect(await programme()).toMatchObject({ rev: 3, blank: false });
});

test('pages hear of each change once, with a number that grows over restarts', async () => {
	expect(stage.heard).toEqual([0]);
	await command({ kind: 'blank', on: true });
	await stage.ask('/api/walls/playlists', {
		playlist: { id: 'day', name: { zh: '日', en: 'Day' }, scenes: ['overview'], dwell: 30 },
		by: 'Li'
	});
	stage.restart();
	await stage.ask('/api/walls/playlists/forget', { id: 'day', by: 'Li' });
	expect(stage.heard).toEqual([0, 1, 2, 2, 3]);
});

test('a wall whose machines do not show each pixel once is refused with what is wrong', async () => {
	const make = (nodes: readonly object[]) =>
		stage.ask<{ message: string }>('/api/walls', { profile: { ...defaultProfile('w'), nodes }, by: 'Li' });
	const half = { column: 0, row: 0, x: 0, y: 0, width: 960, height: 1080 };
	const said = async (nodes: readonly object[]) => (await make(nodes)).said.message;
	expect(await said([half])).toBe(
		'nodes: together they leave a part of the picture dark. Each pixel belongs to one machine.'
	);
	expect(await said([half, { ...half, x: 960 }])).toMatch(/same column and row/);
	expect(await said([half, { ...half, column: 1, x: 961 }])).toMatch(/\(1, 0\) reaches out of the picture/);
	expect(await said([half, { ...half, column: 1, x: 950, width: 970 }])).toMatch(
		/\(0, 0\) and \(1, 0\) overlap/
	);
	expect((await make([half, { ...half, column: 1, x: 960 }])).status).toBe(200);
});

test('what every city has can be changed, and is as it was when that is forgotten', async () => {
	const mine: WallScene = { ...square, id: 'overview' };
	expect(
		(await stage.ask<WallList>('/api/walls/scenes', { scene: mine, by: 'Li' })).said.scenes.map(
			({ name }) => name.en
		)
	).toEqual(['Welcome to Tiny', 'Square']);
	expect((await stage.list()).origins).toEqual({
		scenes: { overview: 'changed', visitors: 'built-in' },
		playlists: { themes: 'built-in' }
	});
	await stage.ask('/api/walls/scenes/forget', { id: 'overview', by: 'Li' });
	expect((await stage.list()).scenes.map(({ name }) => name.en)).toEqual([
		'Tiny overview',
		'Welcome to Tiny'
	]);
	expect(await stage.ask('/api/walls/scenes/forget', { id: 'overview', by: 'Li' })).toMatchObject({
		status: 404,
		said: { message: 'Nobody made a scene overview here.' }
	});
});

test('without the right nothing is changed; what is no command is refused with the field', async () => {
	expect(await command({ kind: 'fly', to: { ...home, zoom: 99 }, seconds: 1 })).toMatchObject({
		status: 400,
		said: { message: expect.stringContaining('to.zoom') as string }
	});
	expect(await command({ kind: 'take', scene: 'nowhere' })).toMatchObject({
		status: 404,
		said: { message: 'There is no scene nowhere.' }
	});
	stage.open = false;
	expect((await command({ kind: 'blank', on: true })).status).toBe(401);
	expect(await programme()).toMatchObject({ rev: 1, blank: false });
});

test('a hand leads a wall five times a second at most', async () => {
	for (let i = 0; i < 5; i++) {
		const { said } = await command({ kind: 'fly', to: { ...home, zoom: 14 + i / 10 }, seconds: 0.4 });
		expect(said.programme).toMatchObject({ applyAt: stage.now + 400, camera: { zoom: 14 + i / 10 } });
		expect(said.programme.flight?.steady).toBe(true);
	}
	expect((await command({ kind: 'fly', to: home, seconds: 0.4 })).status).toBe(429);
	stage.now += 1000;
	expect((await command({ kind: 'fly', to: home, seconds: 0.4 })).status).toBe(200);
});
