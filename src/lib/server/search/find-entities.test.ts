import { expect, test } from 'vitest';
import { findEntities } from './find-entities.ts';

const layers = [
	{
		id: 'underpasses',
		entities: [
			{ urn: 'urn:u:1', title: '人民路下穿通道' },
			undefined,
			{ urn: 'urn:u:2', title: '人民路' },
			{ urn: 'urn:u:3', title: 'Mill Lane 人民' }
		]
	},
	{ id: 'buses', entities: [{ urn: 'urn:bus:rml-7', title: 'Bus 7' }] }
];
const titles = (query: string, limit = 10) => findEntities(layers, query, limit).map(({ title }) => title);

test('whole names, then beginnings, then pieces', () => {
	expect(titles('人民路')).toEqual(['人民路', '人民路下穿通道']);
	expect(titles('人民')).toEqual(['人民路', '人民路下穿通道', 'Mill Lane 人民']);
	expect(titles('mill')).toEqual(['Mill Lane 人民']);
	expect(titles('人民', 1)).toEqual(['人民路']);
});

test('by pinyin, by its initials, by urn', () => {
	expect(titles('renmin')).toEqual(['人民路', '人民路下穿通道']);
	expect(titles('rmlxc')).toEqual(['人民路下穿通道']);
	expect(titles('rml')).toEqual(['人民路', '人民路下穿通道', 'Bus 7']);
	expect(titles('urn:bus')).toEqual(['Bus 7']);
});

test('nothing is found for nothing, and nobody is nothing', () => {
	expect(
		findEntities([{ id: 'metro', entities: [{ urn: 'nobody', title: 'nobody' }] }], 'nobody', 9)
	).toEqual([]);
	expect(titles('  ')).toEqual([]);
	expect(titles('zzz')).toEqual([]);
});
