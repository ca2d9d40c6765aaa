import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Briefings } from './briefings.ts';
import { draftRoutes } from './draft-routes.ts';
import { serveRoutes, type RouteServer } from './testing/route-server.ts';
import { mapView, nothingAlive, plainDraft } from './testing/samples.ts';

const DRAFTS = '/api/briefings/drafts';
let folder: string;
let briefings: Briefings;
let server: RouteServer;
let open: boolean;
let changes: number[];

beforeEach(async () => {
	[open, changes] = [true, []];
	folder = mkdtempSync(join(tmpdir(), 'cityloop-drafts-'));
	briefings = new Briefings({
		dir: folder,
		now: () => 1000,
		...nothingAlive,
		onChanged: (rev) => changes.push(rev)
	});
	server = await serveRoutes(
		draftRoutes({
			briefings: () => briefings,
			city: () => 'gridtown',
			access: () => ({ ingest: false, may: () => true }),
			get open() {
				return open;
			}
		})
	);
});
afterEach(async () => {
	await server.close();
	rmSync(folder, { recursive: true });
});

test('a draft comes back as it was kept, and its revision counts up with every change', async () => {
	const { said: first } = await server.ask(DRAFTS, { draft: plainDraft(), by: 'Li' });
	const id = String(first['id']);
	expect(first).toMatchObject({ rev: 1, by: 'Li', draft: plainDraft() });
	const longer = plainDraft({ title: { 'zh-CN': '日报', en: 'Daily' } });
	const { said: second } = await server.ask(`${DRAFTS}/${id}`, { draft: longer, by: 'Wang', rev: 1 });
	expect(second).toMatchObject({ id, rev: 2, by: 'Wang', draft: longer });
	expect((await server.ask(`${DRAFTS}/${id}`)).said).toEqual(second);
	const { draft: _, ...listed } = second;
	expect((await server.ask(DRAFTS)).said['drafts']).toEqual([{ ...listed, title: longer.title, steps: 1 }]);
	expect(changes).toEqual([1001, 1002]);
});

test('of two who edit one draft the second is told that the first was there', async () => {
	const { said } = await server.ask(DRAFTS, { draft: plainDraft(), by: 'Li' });
	const at = `${DRAFTS}/${String(said['id'])}`;
	await server.ask(at, { draft: plainDraft({ author: 'Li' }), by: 'Li', rev: 1 });
	expect(await server.ask(at, { draft: plainDraft({ author: 'Wang' }), by: 'Wang', rev: 1 })).toMatchObject({
		status: 409,
		said: {
			code: 'ACT_REFUSED',
			message:
				'Li has changed this draft meanwhile (revision 2, yours is of 1): load it again, then write your change into it.'
		}
	});
	expect((await server.ask(at)).said).toMatchObject({ rev: 2, draft: { author: 'Li' } });
});

test('a draft that is removed is not there any more', async () => {
	const { said } = await server.ask(DRAFTS, { draft: plainDraft(), by: 'Li' });
	const at = `${DRAFTS}/${String(said['id'])}`;
	expect((await server.ask(`${at}/forget`, { by: 'Li' })).said['drafts']).toEqual([]);
	expect((await server.ask(at)).status).toBe(404);
});

test('what is no draft, of another city, or sent without the right is refused with a sentence', async () => {
	expect(await server.ask(DRAFTS, { draft: plainDraft({ steps: [] }), by: 'Li' })).toMatchObject({
		status: 400,
		said: { code: 'INPUT_INVALID' }
	});
	const view = { ...mapView, city: 'elsewhere' };
	const [step] = plainDraft().steps;
	const draft = { ...plainDraft(), steps: [{ ...step, figure: { kind: 'map', page: 'explore', view } }] };
	expect((await server.ask(DRAFTS, { draft, by: 'Li' })).said['message']).toBe(
		'The map of step one is of city elsewhere; this server shows gridtown.'
	);
	expect((await server.ask(`${DRAFTS}/..%2F..%2Fpasswd`)).status).toBe(404);
	open = false;
	expect((await server.ask(DRAFTS, { draft: plainDraft(), by: 'Li' })).status).toBe(401);
});
