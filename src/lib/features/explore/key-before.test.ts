import { expect, test } from 'vitest';
import { KeyBefore } from './key-before.ts';

const press = (key: string, timeStamp: number) => ({ key, timeStamp }) as KeyboardEvent;

test('a key goes with the one before it when that was pressed a moment ago', () => {
	const before = new KeyBefore();
	const presses = [press('q', 100), press('m', 400), press('q', 600), press('m', 9000)];
	expect(presses.map((event) => before.of(event))).toEqual([undefined, 'q', 'm', undefined]);
});

test('keys that only modify are no press between', () => {
	const before = new KeyBefore();
	before.of(press('q', 0));
	before.of(press('Shift', 100));
	expect(before.of(press('M', 200))).toBe('q');
});
