import { expect, test } from 'vitest';
import { textWidth } from './text-width.ts';

test('a Chinese sign takes the room of almost two Latin letters', () => {
	expect([textWidth('abc', 10), textWidth('桥', 50), textWidth('', 10)]).toEqual([18, 52, 0]);
});
