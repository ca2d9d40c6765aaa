import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accessOf } from '#lib/server/auth/access.ts';
import { liveConfig } from '#lib/server/live/live-config.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { startLive, type LiveService } from '#lib/server/live/start-live.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';

const TOKEN = {
	name: 'school desk',
	sha256: 'addb0f5e7826c857d7376d1bd9bc33c0c544790a2eac96144a8af22b1298c940',
	ingest: false,
	rights: ['campus']
};
const DESK = accessOf([TOKEN], 'geheim');
const NOBODY = accessOf([], undefined);

let dir: string;
let http: Server;
let live: LiveService | undefined;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-live-themes-'));
	http = createServer();
});
afterEach(async () => {
	await live?.stop();
	live = undefined;
	rmSync(dir, { recursive: true, force: true });
});

const start = async (fictional: boolean) =>
	(live = await startLive(http, {
		packDir: dir,
		city: { ...tinyCity, fictional },
		sources: [],
		logged: { dir, config: liveConfig.parse({}), listen: { host: '127.0.0.1', mqttPort: undefined } },
		onError: (part, error) => {
			throw new Error(`${part}: ${error.message}`);
		}
	}));
const layersOf = (access: typeof DESK) => live!.hub.info(Date.now(), access).map(({ layer }) => layer);

test('the layers of themes are there before their first message, what is personal for its desk only', async () => {
	await start(true);
	expect(live!.themes!.current()).toHaveLength(THEMES.length);
	expect(layersOf(NOBODY)).toContain('school-gates');
	expect(layersOf(NOBODY)).not.toContain('gate-passages');
	expect(layersOf(DESK)).toContain('gate-passages');
	const lamps = live!.hub.info(Date.now(), NOBODY).find(({ layer }) => layer === 'light-poles');
	expect(lamps).toMatchObject({
		title: { zh: '路灯', en: 'Street lamps' },
		newestAt: null,
		metrics: [{ name: 'target', unit: '%' }, {}, {}, {}, { name: 'energy', unit: 'kW.h' }, {}]
	});
	const told = () => live!.changes.all().find(({ what }) => what === 'themes')?.rev;
	expect(told()).toBe(0);
	await live!.themes!.switch('lighting', { on: false });
	expect(told()).toBe(1);
});

test('where the theme is off, the first row makes a layer of personal data no more open than where it is on', async () => {
	await start(false);
	expect(layersOf(DESK)).toEqual([]);
	const passage = {
		event: true,
		layer: 'gate-passages',
		id: '1',
		at: new Date().toISOString(),
		type: 'in',
		title: 'x'
	};
	const { accepted } = await live!.ingest!.post({
		adapter: 'json',
		source: 'http',
		bytes: new TextEncoder().encode(JSON.stringify([passage]))
	});
	live!.gateway.tick();
	expect(accepted).toBe(1);
	expect(layersOf(NOBODY)).toEqual([]);
	expect(layersOf(DESK)).toEqual(['gate-passages']);
	expect(() => live!.hub.events('gate-passages', NOBODY)).toThrow('come with a token that has its right');
});

test('a declaration by its sender does not open it either', async () => {
	await start(false);
	await live!.ingest!.declare({
		id: 'gate-passages',
		cls: 'event',
		metrics: [],
		moves: false,
		interval: 60,
		origin: 'simulated',
		attribution: ''
	});
	expect([layersOf(NOBODY), layersOf(DESK)]).toEqual([[], ['gate-passages']]);
});
