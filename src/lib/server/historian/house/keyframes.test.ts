import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { START, SmallHistory, says } from '../small-history.ts';
import { offsetAfter } from './keyframes.ts';

test('the offset after so many rows is found across places', () => {
	const places = [
		{ rows: 100, firstOff: 1, lastOff: 10 },
		{ rows: 100, firstOff: 11, lastOff: 110 }
	];
	expect(offsetAfter(places, 0, 50)).toBe(5);
	expect(offsetAfter(places, 0, 150)).toBe(60);
	expect(offsetAfter(places, 5, 50)).toBe(10);
	expect(offsetAfter(places, 60, 50)).toBe(110);
	expect(offsetAfter(places, 60, 51)).toBeUndefined();
	expect(offsetAfter([], 0, 1)).toBeUndefined();
});

test('keyframes lie so many rows apart, also when much came at once', async () => {
	const history = await SmallHistory.open({ keyframeRows: 20 });
	try {
		for (let i = 0; i < 10; i++)
			history.commit(
				Array.from({ length: 10 }, (_, k) => says(`b${k}`, START + i)),
				START + i
			);
		await history.engine.keepHouse(START + 1000);
		const keyframes = () => readdirSync(join(history.historyDir, 'buses', 'keyframes')).sort();
		expect(keyframes()).toEqual(['10.zst', '2.zst', '4.zst', '6.zst', '8.zst']);
		history.commit([says('b1', START + 20)], START + 20);
		await history.engine.keepHouse(START + 1000);
		expect(keyframes()).toHaveLength(5);
	} finally {
		await history.close();
	}
});
