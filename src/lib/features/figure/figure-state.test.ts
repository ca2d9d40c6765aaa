import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Recolouring } from '../map/recolouring.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { hindranceOf } from './figure-state.ts';

const before = getLocale;
beforeAll(() => overwriteGetLocale(() => 'en'));
afterAll(() => overwriteGetLocale(before));

const cars = { id: 'cars', stream: 'cars', title: () => 'Cars' };
const alarms = { id: 'alarms', title: () => 'Alarms' };
const plain = { state: 'none' } as Recolouring; // nothing is coloured

/** A picture of cars that is complete, but for what a test changes. */
function hindrance(changes: object = {}, recolouring = plain) {
	const status = { cls: 'state', loading: undefined, failure: undefined };
	const session = {
		picture: { state: 'ready' },
		live: { link: 'online' },
		shownTime: 7,
		view: { spec: { layers: ['cars'], filters: [] } },
		datasets: [{ id: 'requests', kind: 'points', title: { en: 'Requests' } }],
		filtered: { masks: new Map() },
		events: new Map(),
		progress: new Map([
			['cars', { state: 'shown' }],
			['alarms', { state: 'shown' }]
		]),
		desk: { themes: { settled: true }, notes: { settled: true }, pastAlarms: { at: 7 } },
		layer: (id: string) => [cars, alarms].find((layer) => layer.id === id),
		status: () => status,
		...changes
	};
	return hindranceOf(session as unknown as CitySession, recolouring); // it is asked for nothing else
}
const showing = (...layers: string[]) => ({ view: { spec: { layers, filters: [] } } });
const saying = (status: object) => ({ status: () => ({ cls: 'state', ...status }) });

test('a picture whose tiles are drawn and whose layers show the instant lacks nothing', () => {
	expect(hindrance()).toBeUndefined();
});

test('it waits for its tiles, and for the state of the instant', () => {
	expect(hindrance({ picture: undefined })).toEqual({ kind: 'waits', message: 'The map is being drawn.' });
	expect(hindrance(saying({ loading: true }))).toEqual({
		kind: 'waits',
		message: 'Cars: the state of the instant is on its way.'
	});
	expect(hindrance(saying({ cls: 'event' }))?.kind).toBe('waits');
});

test('a layer that fails is named, whatever else is still on its way', () => {
	const failure = new AppError('NO_HISTORY', { message: 'nothing is kept of that day' }).toJSON();
	expect(hindrance({ picture: undefined, ...saying({ failure }) })).toEqual({
		kind: 'fails',
		message: 'Cars: nothing is kept of that day'
	});
	expect(hindrance(showing('trams'))?.message).toContain('The layer trams is not there');
});

test('alarms are those of the instant, or the picture fails', () => {
	expect(hindrance(showing('alarms'))).toBeUndefined();
	const desk = { themes: { settled: true }, notes: { settled: true } };
	expect(hindrance({ ...showing('alarms'), desk: { ...desk, pastAlarms: { at: 6 } } })?.kind).toBe('waits');
	const error = new AppError('NO_HISTORY', { message: 'the log begins later' });
	expect(hindrance({ ...showing('alarms'), desk: { ...desk, pastAlarms: { error } } })).toEqual({
		kind: 'fails',
		message: 'Alarms: the log begins later'
	});
});

test('filters hold rows of the pack; those of live rows cannot be had again', () => {
	const filtered = (dataset: string) => ({
		view: { spec: { layers: ['cars'], filters: [{ dataset }] } }
	});
	expect(hindrance(filtered('requests'))).toEqual({
		kind: 'waits',
		message: 'The rows of Requests are being filtered.'
	});
	expect(
		hindrance({ ...filtered('requests'), filtered: { masks: new Map([['requests', new Uint8Array(1)]]) } })
	).toBeUndefined();
	expect(hindrance(filtered('live-cars'))?.kind).toBe('fails');
});

test('colours of buildings come before the picture is complete', () => {
	expect(hindrance({}, { state: 'loading' } as Recolouring)?.kind).toBe('waits');
	const error = new AppError('QUERY_FAILED', { message: 'no such column' });
	expect(hindrance({}, { state: 'failed', error } as Recolouring)).toEqual({
		kind: 'fails',
		message: 'The buildings cannot be coloured: no such column'
	});
});

test('a result of a scenario is waited for; one that is not of the scenario as it is now fails the picture', () => {
	const scenarioView = { id: 'works000', model: 'traffic', layer: 'flows' };
	const at = (state: string, more = {}) => hindrance({ scenarioView, scenario: { state, ...more } });
	expect(hindrance({ scenarioView })).toEqual({
		kind: 'waits',
		message: 'The scenario “works000”: its result is on its way.'
	});
	expect(at('loading')?.kind).toBe('waits');
	expect(at('shown')).toBeUndefined();
	expect(at('stale', { lacking: { scenario: { name: 'Bridge works' } } })).toEqual({
		kind: 'fails',
		message:
			'“Bridge works” was changed after its last run: run “traffic” again on its page. The old result is not shown.'
	});
	expect(at('failed', { error: new AppError('NOT_FOUND', { message: 'no layer flows' }) })?.message).toBe(
		'The scenario “works000”: no layer flows'
	);
});
