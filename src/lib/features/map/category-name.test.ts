import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CityManifest } from '#lib/model/city.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { learnAreaNames } from '#lib/state/area-names.ts';
import { categoryName } from './category-name.ts';

const before = getLocale;
beforeAll(() => overwriteGetLocale(() => 'en'));
afterAll(() => overwriteGetLocale(before));

test('an area of the city is called in English by what its data say, in Chinese as rows have it', () => {
	const areas = { kind: 'areas', id: 'districts', namesEn: { 云台区: 'Yuntai District' } };
	learnAreaNames({ datasets: [areas] } as unknown as CityManifest); // nothing else is looked at
	expect(['云台区', '明溪区', 'primary_school'].map(categoryName)).toEqual([
		'Yuntai District',
		'明溪区',
		'primary school'
	]);
	overwriteGetLocale(() => 'zh-CN');
	expect(categoryName('云台区')).toBe('云台区');
});
