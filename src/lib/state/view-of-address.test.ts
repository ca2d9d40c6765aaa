import { expect, test } from 'vitest';
import type { ViewSpec } from '#lib/model/view-spec.ts';
import { defaultsOfHistory, timeOfAddress, viewOfAddress, type ViewDefaults } from './view-of-address.ts';
import { readViewUrl } from './view-url.ts';

const home = { lng: -30, lat: 40, zoom: 12, pitch: 0, bearing: 0 };
const saved: ViewSpec = {
	v: 1,
	city: 'gridtown',
	camera: { ...home, zoom: 15 },
	look: 'light',
	layers: ['requests'],
	metrics: {},
	filters: [{ kind: 'in', dataset: 'requests', column: 'status', values: ['Open'] }],
	selection: [{ layer: 'requests', id: '7' }],
	styles: {},
	pinned: [],
	charts: [{ dataset: 'requests', kind: 'weekday', column: 't' }],
	time: { kind: 'replay', at: 1000, speed: 1 }
};
const defaults: ViewDefaults = { look: 'dark', layers: ['buildings'], saved };

/** The view of an address that the browser goes back to, on a page that was opened by `?v=k3`. */
function backTo(query: string) {
	const address = new URLSearchParams(query);
	const { view } = readViewUrl(address);
	const held = defaultsOfHistory(address, 'k3', defaults);
	const spec = viewOfAddress(view, { id: 'gridtown', home }, held);
	return { ...spec, time: timeOfAddress(view, held) };
}

test('an address of the history that names no saved view brings nothing of one back', () => {
	expect(backTo('layers=')).toEqual({
		...saved,
		camera: home,
		look: 'dark',
		layers: [],
		filters: [],
		selection: [],
		charts: [],
		time: { kind: 'live' }
	});
});

test('back to the address that names the saved view is back to it, but for what the address says itself', () => {
	expect(backTo('v=k3')).toEqual(saved);
	expect(backTo('v=k3&layers=buildings&sel=building:1')).toEqual({
		...saved,
		layers: ['buildings'],
		selection: [{ layer: 'building', id: '1' }]
	});
});

test('another saved view than the page was opened by is not taken for it', () => {
	expect(backTo('v=other')).toMatchObject({ layers: ['buildings'], filters: [] });
});
