import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { NO_ACCESS } from '../auth/access.ts';
import { Briefings } from './briefings.ts';
import { briefingIdOf, canonicalJson } from './briefing-digest.ts';
import { briefingRoutes } from './briefing-routes.ts';
import { FrozenStore } from './frozen-store.ts';
import { serveRoutes, type RouteServer } from './testing/route-server.ts';
import { nothingAlive, plainBriefing, plainDraft } from './testing/samples.ts';

const HOUR = 3_600_000;
let folder: string;
let store: FrozenStore;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'cityloop-briefings-'));
	store = new FrozenStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

function publish(briefing: Omit<Briefing, 'files'>, into = store): string {
	const freezing = into.begin();
	freezing.add('maps/one.png', Buffer.from('picture'), 'image/png');
	const id = freezing.publish(briefing);
	into.took(id);
	return id;
}

test('JSON is canonical: equal values have equal digests, whatever the order of their keys', () => {
	expect(canonicalJson({ b: [{ d: 1, c: null }], a: '水' })).toBe('{"a":"水","b":[{"c":null,"d":1}]}');
	expect(briefingIdOf({ b: 1, a: 2 })).toBe(briefingIdOf({ a: 2, b: 1 }));
	expect(briefingIdOf({ a: 2 })).not.toBe(briefingIdOf({ a: 3 }));
	expect(briefingIdOf({})).toMatch(/^[0-9A-Za-z]{16}$/);
});

test('the id is the digest of briefing.json as it lies there, and the digests of its files stand in it', () => {
	const id = publish(plainBriefing(1000));
	const bytes = readFileSync(join(folder, id, 'briefing.json'));
	expect(briefingIdOf(JSON.parse(bytes.toString()))).toBe(id);
	expect(canonicalJson(JSON.parse(bytes.toString()))).toBe(bytes.toString());
	expect(store.get(id, 1000).files).toEqual({
		'maps/one.png': {
			sha256: createHash('sha256').update('picture').digest('hex'),
			bytes: 7,
			type: 'image/png'
		}
	});
	expect(readFileSync(store.file(id, 'maps/one.png', 1000).path, 'utf8')).toBe('picture');
});

test('the list is there after a restart, newest first, without what is only for who has the address', () => {
	const older = publish(plainBriefing(1000));
	const newer = publish(plainBriefing(2000));
	const secret = publish(plainBriefing(3000, { draft: plainDraft({ rights: 'link' }) }));
	const again = new FrozenStore(folder);
	expect(again.list(4000)).toEqual([
		{ id: newer, title: { 'zh-CN': '日报' }, author: 'duty', frozenAt: 2000, dataAsOf: null, steps: 1 },
		{ id: older, title: { 'zh-CN': '日报' }, author: 'duty', frozenAt: 1000, dataAsOf: null, steps: 1 }
	]);
	expect(again.about(secret, 4000).id).toBe(secret);
});

test('a briefing whose time is over says so, and who to ask', () => {
	const id = publish(plainBriefing(0, { draft: plainDraft({ expiresAfter: HOUR }) }));
	expect(store.list(HOUR - 1)).toMatchObject([{ id, expiresAt: HOUR }]);
	expect(store.list(HOUR)).toEqual([]);
	expect(() => store.get(id, HOUR)).toThrow(
		`Briefing ${id} could be read until 1970-01-01T01:00:00.000Z: ask duty for a new one.`
	);
});

test('thirty days after its time is over a briefing is removed, and not before', () => {
	const id = publish(plainBriefing(0, { draft: plainDraft({ expiresAfter: HOUR }) }));
	publish(plainBriefing(0, { draft: plainDraft({ expiresAfter: null }) }));
	expect(store.removeExpired(HOUR + 30 * 24 * HOUR - 1)).toBe(0);
	expect(store.removeExpired(HOUR + 30 * 24 * HOUR)).toBe(1);
	expect(existsSync(join(folder, id))).toBe(false);
	expect(store.all()).toHaveLength(1);
});

test('a version that is corrected names the newest that corrects it', () => {
	const first = publish(plainBriefing(1000));
	publish(plainBriefing(2000, { corrects: { id: first, note: 'A number was wrong.' } }));
	const third = publish(plainBriefing(3000, { corrects: { id: first, note: 'Another one, too.' } }));
	expect(store.about(first, 4000)).toMatchObject({ correctedBy: third });
	expect(store.about(third, 4000)).toMatchObject({ corrects: first });
});

test('what a crash left unfinished is gone after the next start, and was never in the list', () => {
	const freezing = store.begin();
	freezing.add('maps/one.png', Buffer.from('half'), 'image/png');
	mkdirSync(join(folder, 'going-0000000000000000'));
	expect(store.list(0)).toEqual([]);
	const again = new FrozenStore(folder);
	expect(again.list(0)).toEqual([]);
	again.removeUnfinished();
	expect(readdirSync(folder)).toEqual([]);
});

test('names that lead out of the folder are no files', () => {
	const freezing = store.begin();
	for (const name of ['../one.png', 'maps/../../x', '/etc/passwd', 'maps/.hidden', 'one.png'])
		expect(() => freezing.add(name, Buffer.from(''), 'image/png')).toThrow('cannot be a file');
	freezing.discard();
});

test('an archive that no longer keeps a briefing has nothing of it', () => {
	const id = publish(plainBriefing(1000));
	store.remove(id);
	expect(existsSync(join(folder, id))).toBe(false);
	expect(() => store.about(id, 1000)).toThrow(`There is no briefing ${id}.`);
});

test('over HTTP a briefing is its own bytes, and its files stay with whoever asked until it expires', async () => {
	const frozenAt = Date.now();
	const id = publish(plainBriefing(frozenAt, { draft: plainDraft({ expiresAfter: HOUR }) }));
	const gone = publish(plainBriefing(1, { draft: plainDraft({ expiresAfter: HOUR }) }));
	const briefings = new Briefings({
		dir: folder,
		now: Date.now,
		...nothingAlive,
		onChanged: () => undefined
	});
	const server: RouteServer = await serveRoutes(
		briefingRoutes({
			briefings: () => briefings,
			city: () => 'gridtown',
			access: () => NO_ACCESS,
			open: true
		})
	);
	try {
		const whole = await fetch(`${server.origin}/api/briefings/${id}`);
		expect(await whole.text()).toBe(readFileSync(join(folder, id, 'briefing.json'), 'utf8'));
		const file = await fetch(`${server.origin}/api/briefings/${id}/files/maps/one.png`);
		expect(file.headers.get('Content-Type')).toBe('image/png');
		const [, seconds] =
			/^public, max-age=(\d+), immutable$/.exec(file.headers.get('Cache-Control') ?? '') ?? [];
		expect(Number(seconds)).toBeLessThanOrEqual(3600);
		expect(await file.text()).toBe('picture');
		expect((await server.ask(`/api/briefings/${id}/files/maps/two.png`)).status).toBe(404);
		expect((await server.ask(`/api/briefings/${id}/files/..%2Fbriefing.json`)).status).toBe(404);
		expect(await server.ask(`/api/briefings/${gone}`)).toMatchObject({
			status: 410,
			said: { code: 'EXPIRED' }
		});
		expect((await server.ask(`/api/briefings`)).said['briefings']).toMatchObject([{ id }]);
	} finally {
		await server.close();
	}
});
