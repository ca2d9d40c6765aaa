import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CityManifest } from '#lib/model/city.ts';
import type { Scenario, ScenarioDraft } from '#lib/model/scenario/scenario.ts';
import { blockTown } from '#lib/scenarios/testing/block-town.ts';
import { openScenario, openScenarioCity } from './scenario/open-scenario.ts';

const LAMPS = tableToIPC(
	tableFromArrays({ lng: Float64Array.of(117), lat: Float64Array.of(36), watts: Float64Array.of(80) }),
	'stream'
);
const manifest: CityManifest = {
	...blockTown().manifest,
	datasets: [
		{
			kind: 'points',
			id: 'light_poles',
			title: { zh: '路灯', en: 'Lamps' },
			file: 'points/light_poles.arrow',
			rows: 1,
			columns: [],
			withoutPosition: 0
		}
	]
};
const draft: ScenarioDraft = {
	name: 'Less light',
	note: '',
	parent: { kind: 'baseline', at: 0, readings: {} },
	edits: [{ kind: 'lamps', schedule: [{ from: 0, to: 5, level: 0.5 }] }],
	parameters: {}
};
const kept = (id: string, change: Partial<Scenario>): Scenario => ({
	...draft,
	id,
	city: manifest.id,
	pack: manifest.version,
	rev: 3,
	status: 'draft',
	author: 'A',
	createdAt: 0,
	changedAt: 0,
	history: [],
	...change
});
const SCENARIOS = new Map([
	['parent00', kept('parent00', { name: 'Parent' })],
	['child000', kept('child000', { name: 'Child', parent: { kind: 'scenario', id: 'parent00' }, edits: [] })]
]);

let data: string;
let server: Server;
let url: string;

beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'cityloop-scenario-'));
	const pack = join(data, 'cities', manifest.id);
	mkdirSync(join(pack, 'points'), { recursive: true });
	writeFileSync(join(pack, 'city.json'), JSON.stringify(manifest));
	writeFileSync(join(pack, 'points/light_poles.arrow'), LAMPS);
	server = createServer((request, response) => {
		const path = request.url ?? '';
		if (path === '/api/city') response.end(JSON.stringify({ manifest, packUrl: '/packs/x/' }));
		else if (path === '/packs/x/points/light_poles.arrow') response.end(LAMPS);
		else if (SCENARIOS.has(path.split('/').at(-1)!))
			response.end(JSON.stringify(SCENARIOS.get(path.split('/').at(-1)!)));
		else response.writeHead(404).end(JSON.stringify({ message: `There is no ${path}.` }));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	rmSync(data, { recursive: true });
});

const fileOf = (name: string, content: unknown) => {
	const file = join(data, name);
	writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
	return file;
};

test('a draft in a file is opened over the pack of the data folder', async () => {
	const city = await openScenarioCity({ data });
	expect((await city.part('lamps')).watts).toEqual(Float32Array.of(80));
	await expect(city.part('roads')).rejects.toMatchObject({ code: 'INPUT_EMPTY' });
	const { name, flat, kept: by } = await openScenario(fileOf('draft.json', draft), city, { data });
	expect({ name, by, flat }).toEqual({
		name: 'Less light',
		by: undefined,
		flat: {
			city: 'block-town',
			pack: '0123456789ab',
			edits: draft.edits,
			parameters: {},
			readings: {}
		}
	});
});

test('a scenario that a server keeps is opened by its id, with its parents, over the server’s pack', async () => {
	const place = { url, data };
	const city = await openScenarioCity(place);
	expect((await city.part('lamps')).watts).toEqual(Float32Array.of(80));
	await expect(city.part('roads')).rejects.toMatchObject({ code: 'INPUT_EMPTY' });
	const { name, flat, kept: by } = await openScenario('child000', city, place);
	expect([name, flat.edits, by?.rev]).toEqual(['Child', draft.edits, 3]);
	const onParent = fileOf('on-parent.json', { ...draft, parent: { kind: 'scenario', id: 'parent00' } });
	expect((await openScenario(onParent, city, place)).flat.edits).toEqual([...draft.edits, ...draft.edits]);
	await expect(openScenario('unknown0', city, place)).rejects.toThrow('There is no /api/scenarios/unknown0.');
});

test('what is no draft, or needs a server, is refused by name', async () => {
	const city = await openScenarioCity({ data });
	const open = (file: string) => openScenario(file, city, { data });
	await expect(open(fileOf('a.json', '{'))).rejects.toThrow(
		/a\.json is no draft of a scenario: it is not JSON\./
	);
	await expect(open(fileOf('b.json', { ...draft, name: '' }))).rejects.toThrow(
		/b\.json is no draft of a scenario: name:/
	);
	await expect(
		open(fileOf('c.json', { ...draft, parent: { kind: 'scenario', id: 'parent00' } }))
	).rejects.toThrow(
		'its parent is the scenario parent00, which a server keeps: give its address with --url.'
	);
	await expect(open('nothing.json')).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
	await expect(openScenarioCity({ data, city: 'x' })).rejects.toMatchObject({ code: 'CITY_NOT_FOUND' });
});
