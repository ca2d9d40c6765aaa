import { expect, test } from 'vitest';
import type { ResultLayer } from '#lib/model/scenario/result.ts';
import { differenceRows, resultRows } from './result-rows.ts';

const words = { zh: '流量', en: 'Flow' };
const column = (name: string, values: readonly (number | null)[]) => ({
	...{ name, title: words, unit: '/h', better: 'neither' as const },
	values
});
const flows = (keys: readonly string[], flow: (number | null)[], delay: (number | null)[]): ResultLayer => ({
	...{ id: 'flows', title: words, geometry: { of: 'links' }, keys, colour: 'delay', size: 'flow' },
	columns: [column('flow', flow), column('delay', delay)]
});

test('a layer shows the column that colours it, as wide as its other one', () => {
	const rows = resultRows(flows(['1+', '1-'], [900, null], [-2, 3]));
	expect([...rows.value]).toEqual([-2, 3]);
	expect([...rows.size]).toEqual([900, 0]);
	expect(rows.names).toEqual(['1+', '1-']);
	expect([...resultRows(flows(['1+'], [900], [2]), 'flow').value]).toEqual([900]);
});

test('a column that is not there is named with those that are', () => {
	expect(() => resultRows(flows([], [], []), 'speed')).toThrow('no column speed; it has: flow, delay');
});

test('a difference is b minus a by key; what one side alone has is no difference', () => {
	const a = flows(['1+', '1-', '2+'], [100, 50, 70], [1, 1, 1]);
	const b = flows(['1-', '1+', 'new-0+'], [50, 130, 40], [1, null, 4]);
	const rows = differenceRows(a, b);
	expect(rows.keys).toEqual(['1+', '1-', '2+', 'new-0+']);
	expect([...rows.value]).toEqual([NaN, 0, NaN, NaN]);
	expect([...rows.size]).toEqual([30, 0, 70, 40]);
	expect(rows.sides?.only).toEqual([undefined, undefined, 'a', 'b']);
	expect([...(rows.sides?.b ?? [])]).toEqual([NaN, 1, NaN, 4]);
});

test('the same result differs by exactly zero everywhere', () => {
	const same = flows(['1+', '2+'], [0.1 + 0.2, 1e9], [1 / 3, -0]);
	expect([...differenceRows(same, same).value].every((value) => value === 0)).toBe(true);
});

test('places and areas of either side keep where they lie; other grids are refused', () => {
	const clinics = (keys: string[], lng: number[]): ResultLayer => ({
		...{ id: 'sites', title: words, keys, colour: 'load', columns: [column('load', lng)] },
		geometry: { of: 'places', lng, lat: lng }
	});
	const { geometry } = differenceRows(clinics(['x', 'y'], [1, 2]), clinics(['y'], [2.5]));
	expect(geometry).toEqual({ of: 'places', lng: [1, 2.5], lat: [1, 2.5] });
	const depth = (width: number): ResultLayer => ({
		...{ id: 'depth', title: words, keys: ['0'], colour: 'm', columns: [column('m', [1])] },
		geometry: { of: 'cells', west: 0, south: 0, width, height: 1, columns: 9 }
	});
	expect(() => differenceRows(depth(1), depth(2))).toThrow('different cells');
});
