import { expect, test } from 'vitest';
import { ViewHistory } from './view-history.ts';

test('changes are undone one by one and done again', () => {
	const history = new ViewHistory<string>();
	expect([history.canUndo, history.canRedo, history.undo('a'), history.redo('a')]).toEqual([
		false,
		false,
		undefined,
		undefined
	]);
	history.changing(() => 'a', 'layers', 0);
	history.changing(() => 'b', 'filters', 10);
	expect(history.undo('c')).toBe('b');
	expect(history.undo('b')).toBe('a');
	expect([history.canUndo, history.canRedo]).toEqual([false, true]);
	expect(history.redo('a')).toBe('b');
	expect(history.redo('b')).toBe('c');
	expect(history.canRedo).toBe(false);
});

test('a drag is one step, and so is what follows it after a pause', () => {
	const history = new ViewHistory<number>();
	for (let at = 0; at <= 5000; at += 500) history.changing(() => at, 'camera', at);
	history.changing(() => 6000, 'camera', 6000);
	expect(history.undo(7000)).toBe(6000);
	expect(history.undo(6000)).toBe(0);
	expect(history.canUndo).toBe(false);
});

test('acts are steps of their own however fast they come', () => {
	const history = new ViewHistory<string>();
	history.changing(() => 'a', undefined, 0);
	history.changing(() => 'b', undefined, 1);
	expect([history.undo('c'), history.undo('b')]).toEqual(['b', 'a']);
});

test('a change after an undo forgets what was undone', () => {
	const history = new ViewHistory<string>();
	history.changing(() => 'a', 'look', 0);
	history.undo('b');
	history.changing(() => 'a', 'look', 1);
	expect(history.canRedo).toBe(false);
	expect(history.undo('c')).toBe('a');
});

test('two hundred steps are kept', () => {
	const history = new ViewHistory<number>();
	for (let step = 0; step < 250; step++) history.changing(() => step, String(step), step);
	let undone = 0;
	while (history.undo(0) !== undefined) undone++;
	expect(undone).toBe(200);
});
