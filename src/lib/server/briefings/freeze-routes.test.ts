import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { briefingSchedule } from '#lib/model/briefing/schedule.ts';
import { briefingRoutes } from './briefing-routes.ts';
import { Briefings } from './briefings.ts';
import { gridtown, gridtownFacts, NOON } from './testing/gridtown-facts.ts';
import { serveRoutes, type RouteServer } from './testing/route-server.ts';
import { plainDraft } from './testing/samples.ts';

const DRAFTS = '/api/briefings/drafts';
let folder: string;
let briefings: Briefings;
let server: RouteServer;
let exported: string[];
let open: boolean;
let now: number;

beforeEach(async () => {
	[exported, open, now] = [[], true, NOON];
	folder = mkdtempSync(join(tmpdir(), 'cityloop-freezing-'));
	briefings = new Briefings({
		dir: folder,
		now: () => now,
		facts: () => gridtownFacts(52, { now: () => now }),
		daily: () => ({ city: gridtown, themes: [], indicators: [], alarms: [] }),
		timezone: 'Asia/Shanghai',
		redrawing: {},
		exportAll: ({ formats }, id) => {
			exported.push(...formats.map((format) => `${id} ${format}`));
			return Promise.resolve();
		},
		onChanged: () => undefined
	});
	server = await serveRoutes(
		briefingRoutes({
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
	await briefings.close();
	await server.close();
	rmSync(folder, { recursive: true });
});

const keep = async (draft = plainDraft({ cards: ['water/deepest'] })) =>
	String((await server.ask(DRAFTS, { draft, by: 'Li' })).said['id']);
/** What became of a draft that was frozen. */
async function frozen(draft: string, corrects?: object) {
	const { status, said } = await server.ask(`${DRAFTS}/${draft}/freeze`, {
		by: 'Li',
		...(corrects && { corrects })
	});
	if (status !== 200) return { status, said };
	await briefings.freezing.idle();
	return server.ask(`/api/briefings/freezing/${String(said['job'])}`);
}

test('a draft is frozen, and its briefing is in the list', async () => {
	const { said } = await frozen(await keep());
	expect(said['state']).toBe('done');
	expect((await server.ask('/api/briefings')).said['briefings']).toMatchObject([
		{ id: said['id'], frozenAt: NOON }
	]);
	expect((await server.ask(`/api/briefings/${String(said['id'])}`)).said['cards']).toMatchObject([
		{ value: 52 }
	]);
});

test('what cannot be frozen says why, and publishes nothing', async () => {
	expect((await frozen(await keep(plainDraft({ cards: ['water/gone'] })))).said).toEqual({
		state: 'failed',
		failures: [{ what: 'card', id: 'water/gone', message: 'There is no indicator water/gone.' }]
	});
	expect((await server.ask('/api/briefings')).said['briefings']).toEqual([]);
});

test('a correction is a new version with its note; the first one names it, and both stay', async () => {
	const draft = await keep();
	const first = String((await frozen(draft)).said['id']);
	const corrects = { id: first, note: '最大积水深度应为东区的数值。' };
	const second = String((await frozen(draft, corrects)).said['id']);
	expect(second).not.toBe(first);
	expect((await server.ask(`/api/briefings/${first}/about`)).said).toMatchObject({ correctedBy: second });
	expect((await server.ask(`/api/briefings/${second}`)).said['corrects']).toEqual(corrects);
	expect((await server.ask(`/api/briefings/${first}`)).status).toBe(200);
	expect(await frozen(draft, { id: '0123456789abcdef', note: 'No such one.' })).toMatchObject({
		status: 404,
		said: { message: 'There is no briefing 0123456789abcdef.' }
	});
});

test('an editor sees what its numbers would be now, and what is wrong with the others', async () => {
	const { said } = await server.ask('/api/briefings/values', {
		bindings: {
			open: { kind: 'alarms' },
			gone: { kind: 'indicator', indicator: 'water/gone' }
		},
		cards: []
	});
	expect(said).toMatchObject({
		now: NOON,
		values: { open: { value: 3, simulated: true } },
		failures: [{ what: 'binding', id: 'gone', message: 'There is no indicator water/gone.' }],
		sources: [{ id: 'alarms' }]
	});
});

test('a template makes a draft of what the city has', async () => {
	const { said } = await server.ask(`${DRAFTS}/template`, { template: 'daily', by: 'Duty' });
	expect(said).toMatchObject({ rev: 1, draft: { title: { 'zh-CN': '格城城市运行日报' }, author: 'Duty' } });
});

test('schedules are kept, listed and forgotten', async () => {
	const schedule = {
		name: 'Daily',
		of: { draft: await keep() },
		at: '07:30',
		keep: 1,
		formats: ['pdf'],
		by: 'Duty'
	};
	const SCHEDULES = '/api/briefings/schedules';
	expect((await server.ask(SCHEDULES, schedule)).said['schedules']).toMatchObject([
		{ ...schedule, next: Date.UTC(2026, 10, 26, 23, 30) }
	]);
	expect(await server.ask(SCHEDULES, { ...schedule, at: '7:30' })).toMatchObject({
		status: 400,
		said: { message: 'at: hours and minutes: 07:30.' }
	});
	expect(await server.ask(SCHEDULES, { ...schedule, of: { draft: '0000000000' } })).toMatchObject({
		status: 404
	});
	expect((await server.ask(`${SCHEDULES}/forget`, { name: 'Daily', by: 'Duty' })).said['schedules']).toEqual(
		[]
	);
});

test('a schedule freezes at its time; its archive keeps its newest, and its files are made', async () => {
	briefings.putSchedule(
		briefingSchedule.parse({
			name: 'Daily',
			of: { template: 'daily' },
			at: '07:30',
			keep: 2,
			formats: ['pdf'],
			by: 'Duty'
		})
	);
	const apart = String((await frozen(await keep())).said['id']);
	const made: string[] = [];
	for (let day = 1; day <= 3; day++) {
		now = NOON + day * 86_400_000;
		await briefings.look();
		made.unshift(briefings.list().briefings[0]!.id);
	}
	expect(exported).toEqual([...made].reverse().map((id) => `${id} pdf`));
	const listed = briefings.list().briefings.map(({ id, schedule }) => [id, schedule]);
	expect(listed).toEqual([
		[made[0], 'Daily'],
		[made[1], 'Daily'],
		[apart, undefined]
	]);
});

test('without the right nothing is frozen, looked at or scheduled', async () => {
	const draft = await keep();
	open = false;
	expect((await frozen(draft)).status).toBe(401);
	expect((await server.ask('/api/briefings/values', { bindings: {}, cards: [] })).status).toBe(401);
	expect((await server.ask('/api/briefings/schedules', {})).status).toBe(401);
});
