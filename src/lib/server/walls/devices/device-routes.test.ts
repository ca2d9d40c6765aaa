import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceAsked, DeviceState, HealthAnswer } from '#lib/model/wall/device.ts';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { WallHealth } from '#lib/model/wall/programme.ts';
import type { WallAudit } from '#lib/model/wall/command.ts';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import { wallProblems } from '../../http/health.ts';
import { WallStage } from '../../../../../tests/fixtures/wall-stage.ts';

const well: WallHealth = {
	rev: 1,
	frame: 12,
	framesPerSecond: 30,
	heap: 300,
	contextsLost: 0,
	link: 'online',
	clockOffset: -3,
	canvas: { width: 1920, height: 1080 },
	dark: false,
	renderer: 'ANGLE',
	uptime: 60,
	broken: []
};
const place = { column: 0, row: 0 };

let stage: WallStage;
beforeEach(async () => {
	stage = await new WallStage().start();
});
afterEach(() => stage.end());

const askForCode = async () =>
	(await stage.ask<DeviceAsked>('/api/walls/devices/ask', { renderer: 'ANGLE' })).said;
const self = (secret?: string, cookie?: string) =>
	stage.ask<DeviceState>(
		'/api/walls/devices/self',
		secret === undefined ? {} : { secret },
		cookie === undefined ? {} : { cookie }
	);
const adopt = (code: string, at = place, wall = 'main') =>
	stage.ask<WallList & { message: string }>('/api/walls/devices/adopt', { code, wall, ...at, by: 'Li' });
const report = (health: Partial<WallHealth> = {}, cookie?: string, at = place) =>
	stage.ask<HealthAnswer & { message: string }>(
		'/api/walls/main/health',
		{ ...at, health: { ...well, ...health } },
		cookie === undefined ? {} : { cookie }
	);
const node = async () => (await stage.list()).walls[0]!.nodes[0]!;

/** The cookie of a machine that has just been adopted. */
async function paired(at = place): Promise<string> {
	const { code, secret } = await askForCode();
	await adopt(code, at);
	const { headers } = await self(secret);
	return headers.get('set-cookie')!.split(';')[0]!;
}

test('a machine shows six digits, waits, and has its place once somebody at the desk types them', async () => {
	const { code, secret } = await askForCode();
	expect(code).toMatch(/^\d{6}$/);
	expect((await self(secret)).said).toEqual({ state: 'waiting', code });
	expect((await stage.list()).waiting).toEqual([{ code, since: stage.now, renderer: 'ANGLE' }]);
	const { said } = await adopt(code);
	expect(said.waiting).toEqual([]);
	expect(said.walls[0]!.nodes[0]!.device).toMatchObject({ by: 'Li', adoptedAt: stage.now });
	const { said: is, headers } = await self(secret);
	expect(is).toEqual({ state: 'paired', wall: 'main', ...place });
	expect(headers.get('set-cookie')).toMatch(
		/^cityloop-wall=[\w-]{43}; Max-Age=34560000; Path=\/api\/walls; HttpOnly; SameSite=Strict$/
	);
});

test('its cookie says who it is, also after a restart, and the secret that it asked with no longer does', async () => {
	const { code, secret } = await askForCode();
	await adopt(code);
	const cookie = (await self(secret)).headers.get('set-cookie')!.split(';')[0]!;
	stage.restart();
	expect((await self(undefined, cookie)).said).toEqual({ state: 'paired', wall: 'main', ...place });
	const { headers } = await report({}, cookie);
	expect(headers.get('set-cookie')).toContain(`${cookie}; Max-Age=34560000;`);
	expect((await self(secret)).said).toEqual({ state: 'unknown' });
});

test('an answer that was lost is asked for again with the secret', async () => {
	const { code, secret } = await askForCode();
	await adopt(code);
	await self(secret);
	const { said, headers } = await self(secret);
	expect(said.state).toBe('paired');
	const cookie = headers.get('set-cookie')!.split(';')[0]!;
	expect((await self(undefined, cookie)).said.state).toBe('paired');
});

test('nothing on disk is a token or a secret', async () => {
	const { code, secret } = await askForCode();
	await adopt(code);
	const token = (await self(secret)).headers.get('set-cookie')!.split(/[=;]/)[1]!;
	const onDisk = stage.bytesOnDisk();
	for (const word of [token, secret]) expect(onDisk.includes(word)).toBe(false);
});

test('a revoked machine is told so once, its cookie goes, and what it says is no longer heard', async () => {
	const cookie = await paired();
	await report({}, cookie);
	const { device } = await node();
	await stage.ask('/api/walls/devices/revoke', { device: device!.id, by: 'Wang' });
	const { said, headers } = await self(undefined, cookie);
	expect(said).toEqual({ state: 'revoked' });
	expect(headers.get('set-cookie')).toMatch(/^cityloop-wall=; Max-Age=0;/);
	expect(await node()).toEqual({
		node: { ...defaultProfile('main').nodes[0] },
		late: false,
		behind: false
	});
	stage.open = false;
	expect((await report({}, cookie)).status).toBe(401);
});

test('who adopts for a place that has a machine replaces it; the audit says who did what', async () => {
	const first = await paired();
	const second = await paired();
	expect((await self(undefined, first)).said.state).toBe('revoked');
	expect((await self(undefined, second)).said.state).toBe('paired');
	await stage.ask('/api/walls/main/reload', { ...place, by: 'Wang' });
	const { lines } = (await stage.ask<WallAudit>('/api/walls/main/audit')).said;
	expect(lines.map(({ by, what, of }) => [by, what, of])).toEqual([
		['Wang', 'reload', '0, 0'],
		['Li', 'adopt', '0, 0'],
		['Li', 'adopt', '0, 0']
	]);
});

test('a wall that loses a place, or is forgotten, loses its machine', async () => {
	const half = { row: 0, y: 0, width: 960, height: 1080 };
	const nodes = [
		{ ...half, column: 0, x: 0 },
		{ ...half, column: 1, x: 960 }
	];
	await stage.ask('/api/walls', { profile: { ...defaultProfile('main'), nodes }, by: 'Li' });
	const [left, right] = [await paired(), await paired({ column: 1, row: 0 })];
	await stage.ask('/api/walls', { profile: defaultProfile('main'), by: 'Li' });
	expect((await self(undefined, right)).said.state).toBe('revoked');
	expect((await self(undefined, left)).said.state).toBe('paired');
	await stage.ask('/api/walls/forget', { id: 'main', by: 'Li' });
	expect((await self(undefined, left)).said.state).toBe('revoked');
});

test('a code that nobody shows any more, and a place that a wall has not, are refused', async () => {
	const { code } = await askForCode();
	expect(await adopt(code, { column: 1, row: 0 })).toMatchObject({
		status: 404,
		said: { message: 'Wall main has no machine at column 1, row 0.' }
	});
	stage.now += 15_001;
	expect(await adopt(code)).toMatchObject({
		status: 404,
		said: { message: `No machine shows the code ${code} now: read it again from the screen.` }
	});
	expect((await stage.list()).waiting).toEqual([]);
});

test('twenty machines may wait; who asks for a place without the right does not get it', async () => {
	for (let i = 0; i < 20; i++) await askForCode();
	const { status, headers } = await stage.ask('/api/walls/devices/ask', {});
	expect([status, headers.get('retry-after')]).toEqual([429, '15']);
	stage.now += 15_001;
	const { code, secret } = await askForCode();
	stage.open = false;
	expect((await adopt(code)).status).toBe(401);
	expect((await self(secret)).said).toEqual({ state: 'waiting', code });
});

test('a machine that cannot draw its map is named, and the desk hears of it', async () => {
	const cookie = await paired();
	await report({}, cookie);
	const heard = stage.heard.length;
	await report({ dark: true }, cookie);
	stage.pass(0.25);
	expect(stage.heard.length).toBeGreaterThan(heard);
	expect(stage.walls.machines.health()).toMatchObject({ late: [], behind: [], dark: ['main (0, 0)'] });
});

test('a machine that is silent for more than four seconds is late, and the desk hears of it', async () => {
	const cookie = await paired();
	await report({}, cookie);
	stage.pass(4);
	expect(await node()).toMatchObject({ late: false, at: stage.now - 4000, health: well });
	const heard = stage.heard.length;
	stage.pass(0.25);
	expect((await node()).late).toBe(true);
	const health = stage.walls.machines.health();
	expect(health).toEqual({ machines: 1, late: ['main (0, 0)'], behind: [], dark: [] });
	expect(wallProblems(health)).toEqual(['Machines of walls say nothing: main (0, 0).']);
	expect(stage.heard).toHaveLength(heard + 1);
	stage.pass(0.25);
	await report({}, cookie);
	stage.walls.tick();
	expect((await node()).late).toBe(false);
	expect(stage.heard).toHaveLength(heard + 2);
});

test('one that was adopted and never said anything is late; so is one after a restart, but not at once', async () => {
	await paired();
	stage.pass(4);
	expect((await node()).late).toBe(false);
	stage.pass(0.25);
	expect((await node()).late).toBe(true);
	stage.restart();
	expect((await node()).late).toBe(false);
	stage.pass(4.25);
	expect((await node()).late).toBe(true);
});

test('a machine that two seconds after it was due does not show a revision is behind until it does', async () => {
	const cookie = await paired();
	await stage.ask('/api/walls/main/commands', { kind: 'blank', on: true, by: 'Li', rev: 1 });
	stage.pass(3);
	await report({ rev: 1 }, cookie);
	expect((await node()).behind).toBe(false);
	stage.pass(0.001);
	await report({ rev: 1 }, cookie);
	expect((await node()).behind).toBe(true);
	// A newer revision gives no new delay to one that misses an older one.
	await stage.ask('/api/walls/main/commands', { kind: 'blank', on: false, by: 'Li', rev: 2 });
	await report({ rev: 1 }, cookie);
	expect((await node()).behind).toBe(true);
	await report({ rev: 2 }, cookie);
	expect((await node()).behind).toBe(false);
});

test('a server that starts again knows which revision machines had to show', async () => {
	const cookie = await paired();
	await stage.ask('/api/walls/main/commands', { kind: 'blank', on: true, by: 'Li', rev: 1 });
	stage.restart();
	stage.now += 3001;
	await report({ rev: 1 }, cookie);
	expect((await node()).behind).toBe(true);
});

test('a window that anyone opened reports for a place while no machine has it', async () => {
	await report({ framesPerSecond: 10 });
	expect((await node()).health?.framesPerSecond).toBe(10);
	const cookie = await paired();
	await report({ framesPerSecond: 30 }, cookie);
	expect((await report({ framesPerSecond: 1 })).status).toBe(200);
	expect((await node()).health?.framesPerSecond).toBe(30);
	expect(await report({}, cookie, { column: 3, row: 0 })).toMatchObject({ status: 404 });
});

test('after an upgrade machines load their pages anew in turn, another window of a place at once', async () => {
	const cookie = await paired();
	const told = async (version: string | undefined, cookies: Record<string, string> = {}) => {
		const said = { ...place, health: well, ...(version !== undefined && { version }) };
		return (await stage.ask<HealthAnswer>('/api/walls/main/health', said, cookies)).said;
	};
	const { version } = await told(undefined, { cookie });
	expect((await told(version, { cookie })).reload).toBeUndefined();
	expect((await told('0.0.1', { cookie })).reload).toBe('quiet');
	expect([(await told('0.0.1')).reload, (await told(version)).reload]).toEqual(['quiet', undefined]);
});

test('pictures are wanted while somebody looks, and are what the machine sent last', async () => {
	const cookie = await paired();
	expect((await report({}, cookie)).said.thumbnail).toBe(false);
	await stage.ask('/api/walls?pictures=no');
	expect((await report({}, cookie)).said.thumbnail).toBe(false);
	await stage.list();
	expect((await report({}, cookie)).said.thumbnail).toBe(true);
	const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3);
	expect((await stage.send('/api/walls/main/thumbnail?column=0&row=0', jpeg, { cookie })).status).toBe(200);
	const { status, type, bytes } = await stage.fetch('/api/walls/main/thumbnail?column=0&row=0');
	expect([status, type, bytes]).toEqual([200, 'image/jpeg', jpeg]);
	expect((await node()).thumbnailAt).toBe(stage.now);
	stage.now += 10_000;
	expect((await report({}, cookie)).said.thumbnail).toBe(false);
});

test('what is no small JPEG is no picture of a machine', async () => {
	const send = (bytes: Uint8Array<ArrayBuffer>, query = '?column=0&row=0') =>
		stage.send(`/api/walls/main/thumbnail${query}`, bytes);
	expect((await send(new Uint8Array(64 * 1024 + 1))).status).toBe(413);
	expect((await send(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).status).toBe(400);
	expect((await send(Uint8Array.of(0xff, 0xd8, 0xff), '')).status).toBe(400);
	expect((await stage.fetch('/api/walls/main/thumbnail?column=0&row=0')).status).toBe(404);
});

test('at night, by the clock of the city, a machine is told to be dimmer', async () => {
	const night = { from: '22:00', to: '06:00', brightness: 0.4 };
	await stage.ask('/api/walls', { profile: { ...defaultProfile('main'), night }, by: 'Li' });
	const at = async (utc: string) => {
		stage.now = Date.parse(`2026-05-01T${utc}Z`);
		return (await report()).said.brightness;
	};
	expect(await at('13:59:59')).toBe(1);
	expect(await at('14:00:00')).toBe(0.4);
	expect(await at('21:59:59')).toBe(0.4);
	expect(await at('22:00:00')).toBe(1);
});
