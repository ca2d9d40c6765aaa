import { expect, test } from 'vitest';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import { liveDatasetOf } from './live-dataset.ts';

const meters = {
	layer: 'water-meters',
	cls: 'state',
	title: { zh: '水表', en: 'Water meters' },
	metrics: [
		{ name: 'flow', unit: 'm3/h', title: { zh: '流量', en: 'Flow' } },
		{ name: 'status', unit: '1' }
	],
	statuses: ['open', 'closed'],
	moves: false,
	entities: 5000,
	attribution: ''
} as unknown as LiveLayerStatus; // what the function reads

test('a layer of state is a dataset of its observations, the metrics its columns', () => {
	expect(liveDatasetOf(meters)).toEqual({
		id: 'live-water-meters',
		kind: 'points',
		title: { zh: '水表', en: 'Water meters' },
		file: '',
		rows: 0,
		columns: [
			{ name: 'status', kind: 'category' },
			{ name: 'flow', kind: 'number', unit: 'm3/h', title: { zh: '流量', en: 'Flow' } },
			{ name: 'status_value', kind: 'number', unit: '1' },
			{ name: 'id', kind: 'category' }
		],
		withoutPosition: 0,
		stream: 'water-meters'
	});
});

test('events, functions of time and crowds in motion have no rows to chart', () => {
	const others: readonly Partial<LiveLayerStatus>[] = [{ cls: 'event' }, { sampled: true }, { moves: true }];
	expect(others.map((other) => liveDatasetOf({ ...meters, ...other }))).toEqual([
		undefined,
		undefined,
		undefined
	]);
	expect(liveDatasetOf({ ...meters, moves: true, entities: 500 })?.stream).toBe('water-meters');
});
