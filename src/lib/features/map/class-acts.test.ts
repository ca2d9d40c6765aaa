import { expect, test } from 'vitest';
import { toggled } from './class-acts.ts';

const keys = ['lowest', 'from:10', 'from:20'];

test('the first class that is pressed is drawn alone, others join it and leave it', () => {
	expect(toggled(undefined, 'from:10', keys)).toEqual(['from:10']);
	expect(toggled(['from:10'], 'lowest', keys)).toEqual(['from:10', 'lowest']);
	expect(toggled(['from:10', 'lowest'], 'from:10', keys)).toEqual(['lowest']);
});

test('without a class, or with every class, all are drawn', () => {
	expect(toggled(['lowest'], 'lowest', keys)).toBeUndefined();
	expect(toggled(['lowest', 'from:10'], 'from:20', keys)).toBeUndefined();
});

test('classes that the key has no more are let go', () => {
	expect(toggled(['from:99'], 'lowest', keys)).toEqual(['lowest']);
	expect(toggled(['from:99', 'lowest'], 'lowest', keys)).toBeUndefined();
});
