import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import type { KeptScenario } from '#lib/model/scenario/contract.ts';
import { modelResult } from '#lib/model/scenario/result-schema.ts';
import type { Convergence, ModelResult, ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import { answerRoute } from '../http/answer-route.ts';
import { replyError } from '../http/json-reply.ts';
import { CityScenarios } from './city-scenarios.ts';
import { scenarioRoutes } from './scenario-routes.ts';

const closure = { kind: 'road', links: [7], closed: true };
const baseline = { kind: 'baseline', at: 1000, readings: {} };
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

let folder: string;
let scenarios: CityScenarios;
let server: Server;
let origin: string;
let open = true;
let heard: number[] = [];

/** One model, `traffic`; what goes in is all edits of the chain. */
const openScenarios = () =>
	new CityScenarios({
		dir: folder,
		city: 'gridtown',
		pack: 'p1',
		judge: {
			inputs(model, chain) {
				if (model !== 'traffic')
					throw new AppError('INPUT_INVALID', { message: `There is no model ${model}.` });
				return sha(JSON.stringify(chain.map(({ edits }) => edits)));
			},
			canonical(result) {
				const json = JSON.stringify(result);
				return Promise.resolve({ json, digest: sha(json) });
			}
		},
		onChanged: (rev) => heard.push(rev)
	});

beforeEach(async () => {
	open = true;
	heard = [];
	folder = mkdtempSync(join(tmpdir(), 'cityloop-scenarios-'));
	scenarios = openScenarios();
	const routes = scenarioRoutes({
		scenarios: () => scenarios,
		baseline: () => Promise.resolve({ at: 3000, readings: {} }),
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
	scenarios.close();
	rmSync(folder, { recursive: true });
});

type Said = KeptScenario & { code?: string; message?: string; scenarios?: KeptScenario[] };
async function ask(path: string, body?: unknown, zipped = false): Promise<{ status: number; said: Said }> {
	const json = JSON.stringify(body);
	const response = await fetch(`${origin}/api/scenarios${path}`, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...(zipped && { 'Content-Encoding': 'gzip' }) },
			body: zipped ? gzipSync(json) : json
		})
	});
	return { status: response.status, said: (await response.json()) as Said };
}
const draft = (changes: object = {}) => ({
	name: 'Bridge closed',
	note: '',
	parent: baseline,
	edits: [closure],
	parameters: {},
	...changes
});
const add = async (changes: object = {}, by = 'Li') => (await ask('', { draft: draft(changes), by })).said;
const branch = (of: string, changes: object = {}) =>
	add({ parent: { kind: 'scenario', id: of }, ...changes });
const move = async (id: string, status: string, note?: string) =>
	ask(`/${id}/status`, { status, rev: scenarios.get(id).rev, by: 'Wang', ...(note && { note }) });

const result = (minutes: number, converged = true): ModelResult => ({
	model: 'traffic',
	version: 1,
	indicators: [
		{ id: 'total', title: { zh: '总时间', en: 'Total time' }, value: minutes, unit: 'min', better: 'less' }
	],
	layers: [],
	notes: [],
	convergence: { converged, measure: { zh: '相对间隙', en: 'Relative gap' }, goal: 1e-6, residuals: [0.1] }
});
function keepRun(id: string, answer = result(90), changes: object = {}, zipped = false) {
	const run = {
		scenario: id,
		rev: scenarios.get(id).rev,
		model: 'traffic',
		version: 1,
		inputs: sha(JSON.stringify(editsOf(id))),
		digest: sha(JSON.stringify(answer)),
		converged: answer.convergence!.converged,
		by: 'Li',
		where: 'browser',
		at: 2000,
		seconds: 3,
		...changes
	};
	return ask(`/${id}/runs`, { run, result: answer }, zipped);
}
function editsOf(id: string): unknown[] {
	const { edits, parent } = scenarios.get(id);
	return [edits, ...(parent.kind === 'scenario' ? editsOf(parent.id) : [])];
}

test('a scenario begins as a draft of its author, over the pack that is served', async () => {
	const made = await add();
	expect(made).toMatchObject({ ...draft(), city: 'gridtown', pack: 'p1', rev: 1, status: 'draft', runs: [] });
	expect(made.history).toEqual([{ status: 'draft', by: 'Li', at: made.createdAt }]);
	expect((await ask('')).said).toMatchObject({ rev: 1, scenarios: [made] });
	expect((await ask(`/${made.id}`)).said).toEqual(made);
});

test('a draft is replaced by who edited its newest revision', async () => {
	const { id } = await add();
	const change = { draft: draft({ name: 'Both bridges' }), rev: 1, by: 'Wang' };
	expect((await ask(`/${id}`, change)).said).toMatchObject({ name: 'Both bridges', rev: 2, author: 'Li' });
	expect(await ask(`/${id}`, change)).toMatchObject({
		status: 409,
		said: {
			message:
				'Scenario Both bridges was changed meanwhile (revision 2, yours is of 1): load it again, then write your change into it.'
		}
	});
	expect((await ask(`/${id}`, { ...change, rev: undefined })).status).toBe(400);
});

test('what is no draft stays as it is and is branched; a rejected one may be a draft again', async () => {
	const { id } = await add();
	await move(id, 'proposed');
	expect((await ask(`/${id}`, { draft: draft(), rev: 2, by: 'Li' })).said.message).toBe(
		'Scenario Bridge closed is proposed and stays as it is: branch it to change it.'
	);
	expect((await branch(id)).parent).toEqual({ kind: 'scenario', id });
	expect((await move(id, 'rejected', 'Too dear')).said.history.at(-1)).toMatchObject({
		status: 'rejected',
		by: 'Wang',
		note: 'Too dear'
	});
	expect((await move(id, 'approved')).status).toBe(409);
	expect((await move(id, 'draft')).said.status).toBe('draft');
});

test('it is approved on converged runs of what it is now, and only on these', async () => {
	const { id } = await add();
	await keepRun(id);
	await ask(`/${id}`, { draft: draft({ edits: [] }), rev: 1, by: 'Li' });
	await move(id, 'proposed');
	expect((await move(id, 'approved')).said.message).toBe(
		'Scenario Bridge closed has no result of what it is now: run a model first.'
	);
	expect((await keepRun(id, result(91, false))).said.runs).toHaveLength(2);
	expect((await move(id, 'approved')).said.message).toBe(
		'The run of traffic over scenario Bridge closed did not converge: it cannot be approved on that result.'
	);
	await move(id, 'rejected');
	await move(id, 'draft');
	await ask(`/${id}`, { draft: draft({ edits: [closure, closure] }), rev: 5, by: 'Li' });
	await keepRun(id, result(92));
	await move(id, 'proposed');
	expect((await move(id, 'approved')).said.status).toBe('approved');
	expect((await ask(`/${id}/forget`, { by: 'Li' })).said.message).toBe(
		'Scenario Bridge closed is approved: it is kept.'
	);
});

test('what others stand on stands still', async () => {
	const parent = await add();
	const child = await branch(parent.id, { name: 'With a bus line' });
	expect((await move(child.id, 'proposed')).said.message).toBe(
		'Scenario With a bus line begins from Bridge closed, which is draft and may still change: propose that one first.'
	);
	expect((await ask(`/${parent.id}/forget`, { by: 'Li' })).said.message).toBe(
		'Scenario With a bus line begins from Bridge closed: forget that one first.'
	);
	await move(parent.id, 'proposed');
	await move(child.id, 'proposed');
	expect((await move(parent.id, 'rejected')).said.message).toBe(
		'Scenario With a bus line is proposed and begins from Bridge closed: decide on that one first.'
	);
});

test('a scenario cannot begin from itself or from what is not there', async () => {
	const { id } = await add();
	const child = await branch(id);
	const loop = draft({ parent: { kind: 'scenario', id: child.id } });
	expect((await ask(`/${id}`, { draft: loop, rev: 1, by: 'Li' })).said.message).toBe(
		'Scenario Bridge closed cannot begin from one that begins from it: choose another parent.'
	);
	expect((await ask(`/${id}`)).said.parent).toEqual(baseline);
	expect((await branch('0123456789')).message).toBe(
		'There is no scenario 0123456789 to begin from: choose another parent.'
	);
});

test('a result is kept under its inputs for ever, and its run beside the scenario', async () => {
	const { id } = await add();
	const [run] = (await keepRun(id, result(90), {}, true)).said.runs;
	const response = await fetch(`${origin}/api/scenarios/results/${run!.inputs}`);
	expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
	expect(await response.json()).toEqual(result(90));
	expect((await ask('/figures')).said).toEqual({ [run!.inputs]: result(90).indicators });
	scenarios.close();
	scenarios = openScenarios();
	expect((await ask(`/${id}`)).said.runs).toEqual([run]);
	await ask(`/${id}/forget`, { by: 'Li' });
	expect((await ask(`/results/${run!.inputs}`)).status).toBe(404);
});

test('all that a result may have is kept: what were left out would change its digest', () => {
	const words = { zh: '水深', en: 'Depth' };
	const column: Required<ResultColumn> = {
		...{ name: 'depth', title: words, unit: 'm', better: 'less', values: [0.4, null] },
		classes: { bounds: [0.3], names: [words, words], ramp: 'water' }
	};
	const layer: Required<ResultLayer> = {
		...{ id: 'roads', title: words, geometry: { of: 'links' }, keys: ['7+', '8-'] },
		...{ names: ['云泉路', '8-'], namesEn: ['Yunquan Road', null] },
		...{ columns: [column], colour: 'depth', size: 'depth', difference: 'depth' }
	};
	const convergence: Required<Convergence> = result(90).convergence!;
	const whole: Required<ModelResult> = {
		...result(90),
		indicators: [{ ...result(90).indicators[0]!, value: null, why: words, over: 'window' }],
		layers: [layer],
		notes: [{ words, gravity: 'warning' }],
		convergence
	};
	expect(modelResult.parse(whole)).toEqual(whole);
	const short = { ...whole, layers: [{ ...layer, namesEn: ['Yunquan Road'] }] };
	expect(modelResult.safeParse(short).success).toBe(false);
});

test('runs of something else, changed results, and other bytes for the same inputs are refused', async () => {
	const { id } = await add();
	expect((await keepRun(id, result(90), { inputs: sha('other') })).said.message).toBe(
		'Model traffic was run over something else than scenario Bridge closed as it is now: run it again.'
	);
	expect((await keepRun(id, result(90), { digest: sha('other') })).said.message).toMatch(
		/^The result of traffic has digest [0-9a-f]{12}, its run says [0-9a-f]{12}: it was changed on its way\.$/
	);
	expect((await keepRun(id, result(90, false), { converged: true })).status).toBe(400);
	expect((await keepRun(id, { ...result(90), indicators: [{}] } as never)).status).toBe(400);
	await keepRun(id);
	expect((await keepRun(id)).said.runs).toHaveLength(2);
	expect(await keepRun(id, result(91))).toMatchObject({
		status: 409,
		said: {
			code: 'ACT_REFUSED',
			message: expect.stringContaining('the same inputs must give the same bytes')
		}
	});
	expect((await ask(`/${id}`)).said.runs).toHaveLength(2);
});

test('other pages are told of each change; nothing is written without the right', async () => {
	const { id } = await add();
	await move(id, 'proposed');
	expect(heard).toEqual([1, 2]);
	open = false;
	expect((await ask('', { draft: draft(), by: 'Li' })).status).toBe(401);
	expect((await ask(`/${id}/forget`, { by: 'Li' })).status).toBe(401);
	expect(heard).toEqual([1, 2]);
});
