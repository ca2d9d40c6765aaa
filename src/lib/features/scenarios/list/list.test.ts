import { expect, test } from 'vitest';
import type { KeptScenario } from '#lib/model/scenario/contract.ts';
import { headlineOf } from './headline.ts';
import { makeScenario } from './make-scenario.ts';
import { scenarioTree } from './scenario-tree.ts';

const scenario = (id: string, parent: string | undefined, at: number, name = id): KeptScenario =>
	({
		...{ id, name, note: '', author: 'Li', createdAt: at, changedAt: at },
		parent:
			parent === undefined ? { kind: 'baseline', at: 0, readings: {} } : { kind: 'scenario', id: parent }
	}) as unknown as KeptScenario; // the rest is not looked at

const shown = (all: readonly KeptScenario[], words?: string) =>
	scenarioTree(all, words).map(({ scenario: { id }, depth }) => `${'-'.repeat(depth)}${id}`);

const all = [
	scenario('old', undefined, 1),
	scenario('now', undefined, 2),
	scenario('bus', 'bridge', 4, 'With a bus line'),
	scenario('bridge', 'now', 3),
	scenario('orphan', 'forgotten', 5)
];

test('scenarios stand below what they begin from, families with the newest change first', () => {
	expect(shown(all)).toEqual(['orphan', 'now', '-bridge', '--bus', 'old']);
});

test('what is searched for is found with what it begins from', () => {
	expect(shown(all, 'BUS')).toEqual(['now', '-bridge', '--bus']);
	expect(shown(all, 'nothing')).toEqual([]);
});

test('the headline has what differs first of every model before a second number of one', () => {
	const indicator = (id: string, value: number | null) => ({
		...{ id, title: { zh: id, en: id }, value, unit: '1', better: 'less' as const }
	});
	const traffic = {
		model: 'traffic',
		own: [indicator('time', 110), indicator('trips', 50), indicator('jam', 4), indicator('gap', null)],
		other: [indicator('time', 100), indicator('trips', 50), indicator('jam', 2), indicator('gap', 1)]
	};
	const flood = { model: 'flood', own: [indicator('wet', 3)], other: [indicator('wet', 0)] };
	expect(headlineOf([traffic, flood], 3)).toEqual([
		{ model: 'traffic', title: { zh: 'time', en: 'time' }, unit: '1', difference: 10, share: 0.1 },
		{ model: 'flood', title: { zh: 'wet', en: 'wet' }, unit: '1', difference: 3 },
		{ model: 'traffic', title: { zh: 'jam', en: 'jam' }, unit: '1', difference: 2, share: 1 }
	]);
});

test('a scenario that begins now stands on a baseline of its own that cannot be edited any more', async () => {
	const done: unknown[] = [];
	const server = {
		add: (draft: { readonly name: string; readonly parent: unknown }) => {
			done.push(['add', draft.name, draft.parent]);
			return Promise.resolve(scenario(draft.name, undefined, 1));
		},
		move: ({ id }: { readonly id: string }, { status }: { readonly status: string }) => {
			done.push(['move', id, status]);
			return Promise.resolve(scenario(id, undefined, 1));
		}
	};
	const from = { kind: 'now', now: { at: 7, readings: {} }, title: 'Now' } as const;
	await makeScenario(server, { name: 'Bridge', from }, 'Li', undefined);
	expect(done).toEqual([
		['add', 'Now', { kind: 'baseline', at: 7, readings: {} }],
		['move', 'Now', 'proposed'],
		['add', 'Bridge', { kind: 'scenario', id: 'Now' }]
	]);
});
