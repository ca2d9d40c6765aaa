import { expect, test } from 'vitest';
import { liveColumns } from './live-columns.ts';

const names = (layer: Parameters<typeof liveColumns>[0]) => liveColumns(layer).map(({ name }) => name);

test('trains of a timetable have a speed and a place, and no instant when they were seen', () => {
	expect(names({ metrics: [], statuses: [], moves: true, sampled: true })).toEqual([
		'id',
		'speed',
		'heading',
		'lng',
		'lat',
		'entity'
	]);
});

test('what reports has its status, its metrics and its age; its own measure of speed is the speed', () => {
	const metrics = [
		{ name: 'speed', unit: 'km/h' },
		{ name: 'status', unit: '1' }
	] as never; // names and units are what is read
	expect(names({ metrics, statuses: ['free'], moves: true })).toEqual([
		'id',
		'status',
		'speed',
		'status_value',
		'heading',
		't',
		'stale',
		'lng',
		'lat',
		'entity'
	]);
});
