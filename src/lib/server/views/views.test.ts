import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerRoute } from '../http/answer-route.ts';
import { replyError } from '../http/json-reply.ts';
import { SavedViews } from './saved-views.ts';
import { viewRoutes } from './view-routes.ts';

const spec = {
	v: 1,
	city: 'gridtown',
	camera: { lng: 1, lat: 2, zoom: 13, pitch: 40, bearing: 0 },
	look: 'dark',
	layers: ['requests', 'buildings'],
	time: { kind: 'live' },
	metrics: {},
	filters: [{ kind: 'range', dataset: 'requests', column: 't', from: 1, to: 2 }],
	selection: [],
	styles: { requests: { form: 'cells', cell: 250 } },
	pinned: [],
	charts: []
};

let folder: string;
let views: SavedViews;
let server: Server;
let origin: string;
let open = true;

beforeEach(async () => {
	open = true;
	folder = mkdtempSync(join(tmpdir(), 'cityloop-views-'));
	views = new SavedViews(folder);
	const routes = viewRoutes({
		views: () => views,
		city: () => 'gridtown',
		access: () => ({ ingest: false, may: () => true }) as never,
		get open() {
			return open;
		}
	});
	server = createServer((request, response) => {
		answerRoute(routes, new URL(request.url ?? '/', 'http://local'), request, response).catch(
			(thrown: unknown) => replyError(response, thrown)
		);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
	await new Promise((closed) => server.close(closed));
	views.close();
	rmSync(folder, { recursive: true });
});

async function ask(path: string, body?: unknown) {
	const response = await fetch(origin + path, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body)
		})
	});
	return { status: response.status, said: (await response.json()) as Record<string, unknown> };
}
const save = (changes: object = {}, named?: object) =>
	ask('/api/views', { view: { spec: { ...spec, ...changes }, page: 'explore' }, ...(named && { named }) });

test('a view comes back exactly, under the same id for the same view', async () => {
	const { said } = await save();
	expect(said['id']).toMatch(/^[0-9A-Za-z]{12}$/);
	expect((await save()).said['id']).toBe(said['id']);
	expect((await save({ look: 'light' })).said['id']).not.toBe(said['id']);
	expect((await ask(`/api/views/${String(said['id'])}`)).said).toEqual({ spec, page: 'explore' });
});

test('a name leads to the newest view that has it, says who gave it, and can be forgotten', async () => {
	await save({}, { name: '夜间噪声', by: 'Li' });
	const { said } = await save({ look: 'light' }, { name: '夜间噪声', by: 'Wang' });
	expect(said['named']).toMatchObject([{ name: '夜间噪声', id: said['id'], by: 'Wang', page: 'explore' }]);
	expect((await ask('/api/views/forget', { name: '夜间噪声', by: 'Li' })).said).toEqual({ named: [] });
	expect((await ask('/api/views/forget', { name: '夜间噪声', by: 'Li' })).status).toBe(404);
	expect((await ask(`/api/views/${String(said['id'])}`)).status).toBe(200);
});

test('a name ends when it was to end', () => {
	const view = { spec: { ...spec, city: 'gridtown' }, page: 'explore' } as never;
	views.save({ view, named: { name: 'today', by: 'Li', until: 2000 } }, 1000);
	expect(views.named(1999).map(({ name }) => name)).toEqual(['today']);
	expect(views.named(2000)).toEqual([]);
});

test('views survive a restart', async () => {
	const { said } = await save({}, { name: 'kept', by: 'Li' });
	views.close();
	views = new SavedViews(folder);
	expect((await ask('/api/views')).said['named']).toMatchObject([{ name: 'kept', id: said['id'] }]);
});

test('what is no view of this city, unknown, or sent without the right is refused with a sentence', async () => {
	expect(await save({ city: 'elsewhere' })).toMatchObject({
		status: 400,
		said: { message: 'The view is of city elsewhere; this server shows gridtown.' }
	});
	expect(await save({ look: 'neon' })).toMatchObject({ status: 400, said: { code: 'INPUT_INVALID' } });
	expect(await save({ recolour: { kind: 'sql', value: 'n', sql: 'x'.repeat(300_000) } })).toMatchObject({
		status: 413
	});
	expect(await ask('/api/views/nothing')).toMatchObject({
		status: 404,
		said: { message: 'There is no saved view nothing.' }
	});
	open = false;
	expect((await save()).status).toBe(401);
});
