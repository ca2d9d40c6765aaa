import { expect, test } from 'vitest';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import { keepKnown, readKnown, type LastKnown } from './last-known.ts';

const known: LastKnown = {
	v: 2,
	at: 1000,
	language: 'zh-CN',
	city: { name: { zh: '云泉', en: 'Yunquan' }, timezone: 'Asia/Shanghai' },
	profile: defaultProfile('main'),
	alarms: [],
	indicators: [],
	sources: { all: 3, late: 1 }
};

function storage(room = Infinity): Storage {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => {
			if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
			kept.set(key, value);
		},
		removeItem: (key: string) => kept.delete(key)
	} as unknown as Storage; // what of it is used
}

test('what a wall knew is there after a reload, by wall', () => {
	const browser = storage();
	keepKnown(browser, 'main', known);
	expect(readKnown(browser, 'main')).toEqual(known);
	expect(readKnown(browser, 'hall')).toBeUndefined();
});

test('a storage that is full keeps nothing, rather than what is long past', () => {
	const browser = storage(400);
	browser.setItem('cityloop-wall-main', '{}');
	keepKnown(browser, 'main', known);
	expect(readKnown(browser, 'main')).toBeUndefined();
});

test('what is no record of ours is as nothing', () => {
	const browser = storage();
	browser.setItem('cityloop-wall-main', 'not json');
	expect(readKnown(browser, 'main')).toBeUndefined();
	browser.setItem('cityloop-wall-main', '{"v":1}');
	expect(readKnown(browser, 'main')).toBeUndefined();
});
