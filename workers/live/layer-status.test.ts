import { expect, test } from 'vitest';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { layerStatus } from './layer-status.ts';

const NOW = 1_772_323_200_000;
const HOUR = 3_600_000;
const info: LayerInfo = {
	layer: 'air',
	cls: 'state',
	title: null,
	metrics: [],
	statuses: [],
	moves: false,
	origin: 'replayed',
	staleAfter: 180_000,
	schemaId: 1,
	offset: null,
	dictVer: 1,
	entities: 6,
	newestAt: NOW,
	stale: false,
	replayed: true,
	trueDateShift: 1,
	counts: {},
	attribution: ''
};

test('the date of a recording played at 3600× is that of the instant shown, not of now', () => {
	const eventAt = Date.UTC(2013, 2, 1);
	const dataClock = { eventAt, serverAt: NOW - 600_000, speed: 3600 };
	const dateAt = (shownAt: number) =>
		shownAt + layerStatus({ ...info, dataClock }, undefined, shownAt).trueDateShift!;
	expect(dateAt(NOW)).toBe(eventAt + 600 * HOUR);
	expect(dateAt(NOW - 240_000)).toBe(eventAt + 360 * HOUR);
	expect(layerStatus(info, undefined, NOW - 240_000).trueDateShift).toBe(1);
});
