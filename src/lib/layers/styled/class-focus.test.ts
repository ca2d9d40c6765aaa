import { expect, test } from 'vitest';
import { sceneContext } from '../sensors/testing/scene-context.ts';
import { chosenTokens, classKey, singledOut } from './class-focus.ts';

const classes = [
	{ token: '--seq-1', count: 4, below: 10 },
	{ token: '--seq-7', count: 2, from: 10 }
];

test('a class is called by what it holds: a word, a lower bound, the lowest, all others', () => {
	expect([...classes, { label: 'open' }, {}].map(classKey)).toEqual([
		'lowest',
		'from:10',
		'is:open',
		'others'
	]);
});

test('only the chosen classes are drawn, and all of them when the key has none of those', () => {
	expect(chosenTokens(classes, undefined)).toBeUndefined();
	expect(chosenTokens(classes, ['from:10', 'from:99'])).toEqual(new Set(['--seq-7']));
	expect(chosenTokens(classes, ['from:99'])).toBeUndefined();
});

test('one class keeps its colour, all others and what says nothing have a quiet one', () => {
	const { colour } = singledOut(sceneContext(), classes, 'lowest');
	expect(colour('--seq-1')).toEqual([1, 1, 1, 255]);
	expect(colour('--seq-7')).toEqual([90, 90, 90, 153]);
	expect(colour('--line-strong', 100)).toEqual([90, 90, 90, 60]);
	expect(colour('--tx-0')).toEqual([0, 0, 0, 255]);
	const plain = sceneContext();
	expect(singledOut(plain, classes, undefined)).toBe(plain);
});
