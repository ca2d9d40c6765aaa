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
	const rows = resultRows(flows(['1+', '1-'], [900, null], [-2, 3]), 'zh');
	expect([...rows.value]).toEqual([-2, 3]);
	expect([...rows.size]).toEqual([900, 0]);
	expect(rows.names).toEqual(['1+', '1-']);
	expect([...resultRows(flows(['1+'], [900], [2]), 'zh', 'flow').value]).toEqual([900]);
});

test('a column that is not there is named with those that are', () => {
	expect(() => resultRows(flows([], [], []), 'zh', 'speed')).toThrow('no column speed; it has: flow, delay');
});

test('a difference is b minus a by key; what one side alone has is no difference', () => {
	const a = flows(['1+', '1-', '2+'], [100, 50, 70], [1, 1, 1]);
	const b = flows(['1-', '1+', 'new-0+'], [50, 130, 40], [1, null, 4]);
	const rows = differenceRows(a, b, 'zh');
	expect(rows.keys).toEqual(['1+', '1-', '2+', 'new-0+']);
	expect([...rows.value]).toEqual([NaN, 0, NaN, NaN]);
	expect([...rows.size]).toEqual([30, 0, 70, 40]);
	expect(rows.sides?.only).toEqual([undefined, undefined, 'a', 'b']);
	expect([...(rows.sides?.b ?? [])]).toEqual([NaN, 1, NaN, 4]);
});

test('the same result differs by exactly zero everywhere', () => {
	const same = flows(['1+', '2+'], [0.1 + 0.2, 1e9], [1 / 3, -0]);
	expect([...differenceRows(same, same, 'zh').value].every((value) => value === 0)).toBe(true);
});

test('places and areas of either side keep where they lie; other grids are refused', () => {
	const clinics = (keys: string[], lng: number[]): ResultLayer => ({
		...{ id: 'sites', title: words, keys, colour: 'load', columns: [column('load', lng)] },
		geometry: { of: 'places', lng, lat: lng }
	});
	const { geometry } = differenceRows(clinics(['x', 'y'], [1, 2]), clinics(['y'], [2.5]), 'zh');
	expect(geometry).toEqual({ of: 'places', lng: [1, 2.5], lat: [1, 2.5] });
	const depth = (width: number): ResultLayer => ({
		...{ id: 'depth', title: words, keys: ['0'], colour: 'm', columns: [column('m', [1])] },
		geometry: { of: 'cells', west: 0, south: 0, width, height: 1, columns: 9 }
	});
	expect(() => differenceRows(depth(1), depth(2), 'zh')).toThrow('different cells');
});

test('rows are called what the reader’s language calls them, and what the city calls them where it does not', () => {
	const named = (
		keys: readonly string[],
		names: readonly string[],
		namesEn: readonly (string | null)[]
	): ResultLayer => ({
		...flows(
			keys,
			keys.map(() => 1),
			keys.map(() => 2)
		),
		...{ names, namesEn }
	});
	const a = named(['1+', '2+'], ['泉街', '桥街'], ['Spring Street', null]);
	const b = named(['2+', '3+'], ['桥街', '塔街'], [null, 'Tower Street']);
	expect(resultRows(a, 'zh').names).toEqual(['泉街', '桥街']);
	expect(resultRows(a, 'en').names).toEqual(['Spring Street', '桥街']);
	expect(differenceRows(a, b, 'zh').names).toEqual(['泉街', '桥街', '塔街']);
	expect(differenceRows(a, b, 'en').names).toEqual(['Spring Street', '桥街', 'Tower Street']);
});
